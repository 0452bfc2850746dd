"""Who keeps a copy of quotations hears when an agreement is taken back, in the same transaction: all of it leaves, or nothing.

    @when_withdrawn
    def leave(passage) -> None: …

in the area above that keeps them; this one knows none of them.
"""

from collections.abc import Callable

from fabrique.accompaniment.narratives.models import Passage

Keeper = Callable[[Passage], None]
keepers: list[Keeper] = []


def when_withdrawn(keeper: Keeper) -> Keeper:
    keepers.append(keeper)
    return keeper


def tell_keepers(passage: Passage) -> None:
    for keeper in keepers:
        keeper(passage)
