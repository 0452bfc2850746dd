"""What a territory says once its cohort is over, told by the areas above; and the doors they open in its space.

@tells_afterwards
def published(person, territory): yield Afterwards(day, "Six mois après", [("Ce qui vit encore", "…")])
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.ground.territories.models import Territory


@dataclass(frozen=True)
class Afterwards:
    """`said` are (heading, words of the territory); `counted` are (what, how many), never a score."""

    day: date
    title: str
    said: list[tuple[str, str]]
    counted: list[tuple[str, int]]


@dataclass(frozen=True)
class Door:
    label: str
    url: str


Source = Callable[[Any, Territory], Iterable[Afterwards]]
Doors = Callable[[Any, Participation], Iterable[Door]]
sources: list[Source] = []
door_sources: list[Doors] = []


def tells_afterwards(source: Source) -> Source:
    sources.append(source)
    return source


def opens_doors(source: Doors) -> Doors:
    door_sources.append(source)
    return source


def afterwards(person: Any, territory: Territory) -> list[Afterwards]:
    """In order of time."""
    return sorted((one for source in sources for one in source(person, territory)), key=lambda one: one.day)


def doors(person: Any, participation: Participation) -> list[Door]:
    return [door for source in door_sources for door in source(person, participation)]
