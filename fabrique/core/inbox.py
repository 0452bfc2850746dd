"""What waits for a person: each area says what it knows, the home shows it.

    @waits_for
    def sessions_to_document(person) -> list[Act]: …

in the area's `inbox.py`, found at start. A function costs at most two queries and none for who holds no role in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Act:
    """One thing to do: `mark` is a word or two beside it, `verb` the button's, `url` where it is done."""

    mark: str
    title: str
    why: str
    url: str
    verb: str
    urgent: bool = False


Source = Callable[[Any], list[Act]]
sources: list[Source] = []


def waits_for(source: Source) -> Source:
    sources.append(source)
    return source


def inbox(person: Any) -> list[Act]:
    """All that waits for this person, urgent first, each area in its own order."""
    if not person.is_authenticated:
        return []
    return sorted((act for source in sources for act in source(person)), key=lambda act: not act.urgent)
