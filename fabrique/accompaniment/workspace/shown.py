"""What the public page of a territory, and that of a cohort, show of the areas above: each adds its own.

    @shown_beside(has_story=lambda person: Exists(…))    # asked in the query of the participations themselves
    def story(person, participations) -> Iterator[tuple[int, str, str]]: …    # of which one, what it is, its address

    @shown_of_cohort
    def resolved(person, cohort) -> Section | None: …

in the area's `ties.py`, found at start; a query each at most, however many rows there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import Combinable

Beside = Callable[[Any, list[Any]], Iterable[tuple[int, str, str]]]
Ask = Callable[[Any], Combinable]
_beside: list[Beside] = []
_asked: dict[str, Ask] = {}


@dataclass(frozen=True)
class Section:
    """`rows` are (title, its address, a word on where it stands); `more` is (label, address)."""

    key: str
    title: str
    lede: str
    rows: list[tuple[str, str, str]]
    more: tuple[str, str]


OfCohort = Callable[[Any, Any], Section | None]
_of_cohort: list[OfCohort] = []


def shown_beside(**asks: Ask) -> Callable[[Beside], Beside]:
    """`asks`: what each participation is annotated with, for the person who reads."""

    def register(source: Beside) -> Beside:
        _asked.update(asks)
        _beside.append(source)
        return source

    return register


def shown_of_cohort(source: OfCohort) -> OfCohort:
    _of_cohort.append(source)
    return source


def asked(person: Any) -> dict[str, Combinable]:
    return {name: ask(person) for name, ask in _asked.items()}


def beside(person: Any, participations: list[Any]) -> dict[int, list[tuple[str, str]]]:
    found = defaultdict(list)
    for source in _beside:
        for place, label, url in source(person, participations):
            found[place].append((label, url))
    return found


def sections(person: Any, cohort: Any) -> list[Section]:
    return [one for source in _of_cohort if (one := source(person, cohort))]
