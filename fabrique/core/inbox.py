"""What waits for a person: each area says what it knows, the home shows it.

    @waits_for
    def sessions_to_document(person) -> list[Waiting]:
        return [Waiting(Session.objects…, lambda sessions: [Act(…) for session in sessions])]

in the area's `inbox.py`, found at start. A source asks the database nothing: it says which rows may wait, and none to
whom they cannot concern. One query then tells where there are rows, and only those are read, in one query each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, QuerySet


@dataclass(frozen=True)
class Act:
    """One thing to do: `mark` is a word or two beside it, `verb` the button's, `url` where it is done."""

    mark: str
    title: str
    why: str
    url: str
    verb: str
    urgent: bool = False


@dataclass(frozen=True)
class Waiting:
    """Rows that may wait, and how they are told: never called without a row, one query more at most."""

    rows: QuerySet
    tell: Callable[[Sequence[Any]], list[Act]]


Source = Callable[[Any], list[Waiting]]
sources: list[Source] = []


def waits_for(source: Source) -> Source:
    sources.append(source)
    return source


def inbox(person: Any) -> list[Act]:
    """All that waits for this person, urgent first, each area in its own order."""
    if not person.is_authenticated:
        return []
    return sorted(acts_of(person, sources), key=lambda act: not act.urgent)


def acts_of(person: Any, asked: Iterable[Source]) -> list[Act]:
    """What some sources have to say, in their order."""
    waiting = [one for source in asked for one in source(person)]
    return [act for one in with_rows(person, waiting) for act in one.tell(list(one.rows))]


def with_rows(person: Any, waiting: list[Waiting]) -> list[Waiting]:
    """Those where there is something, asked in one query whatever their number."""
    if not waiting:
        return []
    alone = get_user_model().objects.filter(pk=person.pk)
    there = alone.values_list(*[Exists(one.rows) for one in waiting]).get()
    return [one for one, found in zip(waiting, there, strict=True) if found]
