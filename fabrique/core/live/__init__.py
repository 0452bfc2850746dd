"""What changes on a page while people look at it: an ordered log of names per topic, and the streams that tell it.

Nouns: topic, change, follower, stream.
"""

from typing import NamedTuple


class Standing(NamedTuple):
    """Where a topic stands: the number of its last change, and of the last that draws it anew."""

    number: int = 0
    drawn: int = 0


def note(topic: str, kind: str, code: str = "", *, draws: bool = True) -> None:
    """Say inside the transaction of an action, and last in it, what it changed: names only, never a word of anybody.

    `topic`: what is looked at (« workshop:abcd »); `kind`: what changed there (« card »); `code`: which one;
    `draws`: whether what everybody sees is drawn anew. A voice in a vote is counted, and draws nothing.
    """
    from fabrique.core.live import noting  # noqa: PLC0415  this package is imported before its models can be

    noting.note(topic, kind, code, draws=draws)


def standing(topic: str) -> Standing:
    """Read it before what the page shows: what comes between is then told twice, not lost."""
    from fabrique.core.live import log  # noqa: PLC0415  this package is imported before its models can be

    return log.standing(topic)


def current(topic: str) -> int:
    return standing(topic).number
