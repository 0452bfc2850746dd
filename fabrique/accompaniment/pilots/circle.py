"""Who stands around a project on a day, and which of the four categories is missing there (R429, D29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fabrique.accompaniment.pilots.enums import Ring
from fabrique.accompaniment.pilots.models import Actor, PilotProject, Stand
from fabrique.ground.referentials.models import Item

SHOWN = (Ring.CORE, Ring.CONTRIBUTOR, Ring.INFORMED, Ring.OPPONENT)


@dataclass(frozen=True)
class Rings:
    """`absent`: nowhere on the map; `outside`: on it, and not where decisions are made."""

    day: date
    actors: list[tuple[Ring, list[tuple[Actor, Stand]]]]
    absent: list[Item]
    outside: list[Item]


def read(project: PilotProject) -> list[Actor]:
    """With all their stands, in time order: two queries whatever their number."""
    return list(project.actors.select_related("category").prefetch_related("stands"))


def days_of(actors: Iterable[Actor]) -> list[date]:
    """The days when the map changed."""
    return sorted({stand.since for actor in actors for stand in actor.stands.all()})


def stand_on(actor: Actor, day: date) -> Stand | None:
    return next((stand for stand in reversed(actor.stands.all()) if stand.since <= day), None)


def at(project: PilotProject, actors: Iterable[Actor], day: date) -> Rings:
    placed = [(actor, stand) for actor in actors if (stand := stand_on(actor, day)) and stand.ring in SHOWN]
    rings = [(ring, [(actor, stand) for actor, stand in placed if stand.ring == ring]) for ring in SHOWN]
    known = Item.objects.categories(project.participation.scope)
    there = {actor.category.key for actor, stand in placed if stand.ring != Ring.OPPONENT}
    decide = {actor.category.key for actor, stand in placed if stand.ring == Ring.CORE}
    absent = [item for item in known if item.key not in there]
    return Rings(day, rings, absent, [item for item in known if item.key in there - decide])
