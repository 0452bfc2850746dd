"""The rooms of a delegation's space: an area above adds its own.

    add_room(Part.WIDEN, "circles:home", _("Cercle élargi"))
    add_room(Part.ADVANCE, "missions:allies", _("Missions d’alliés"), may.see_missions)    # closed to some of the space

in the area's `ties.py`, found at start.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.cohorts.board import Link
from fabrique.accompaniment.support.permissions import live_in_cohort
from fabrique.accompaniment.workspace import permissions as may
from fabrique.core.permissions import permission


class Part(TextChoices):
    WHERE = "where", _("Où nous en sommes")
    ORGANISE = "organise", _("S’organiser")
    ADVANCE = "advance", _("Avancer")
    WIDEN = "widen", _("S’ouvrir")


@dataclass(frozen=True)
class Room:
    part: Part
    view: str
    label: str | Promise
    rule: permission | None = None


_rooms = [
    Room(Part.WHERE, "workspace:now", _("Aujourd’hui")),
    Room(Part.WHERE, "workspace:diagnostic", _("Diagnostic")),
    Room(Part.WHERE, "workspace:positions", _("Nos ambitions")),
    Room(Part.WHERE, "workspace:board", _("Court et long terme")),
    Room(Part.WHERE, "workspace:victories", _("Victoires")),
    Room(Part.ORGANISE, "workspace:periods", _("Calendrier")),
    Room(Part.ORGANISE, "workspace:decisions", _("Décisions")),
    Room(Part.ORGANISE, "workspace:cards", _("Qui fait quoi")),
    Room(Part.ORGANISE, "workspace:pauses", _("Temps réflexifs")),
    Room(Part.ADVANCE, "pilots:projects", _("Projet pilote")),
    Room(Part.ADVANCE, "workspace:calls", _("Appels à projets")),
    Room(Part.ADVANCE, "workspace:reviews", _("Revues avec l’État")),
    Room(Part.ADVANCE, "workspace:methods", _("Fiches méthode")),
    Room(Part.WIDEN, "workspace:consultations", _("Consultations")),
]


def add_room(part: Part, view: str, label: str | Promise, rule: permission | None = None) -> None:
    """`rule` (person, participation): who of those who enter the space enters this room; all of them by default."""
    _rooms.append(Room(part, view, label, rule))


def navigation(person, cohort, participation, current: str) -> dict[str, list[Link]]:
    """`parts`, each leading to its first room, and the `tabs` of the part where `current` (its view's name) is."""
    rooms = [room for room in _rooms if room.rule is None or room.rule.allows(person, participation)]
    here = next((room.part for room in rooms if room.view == current), Part.WHERE)
    first = {part: next(room for room in rooms if room.part == part) for part in Part}

    def link(room: Room, label: str | Promise, *, lit: bool) -> Link:
        return Link(label, reverse(room.view, args=[cohort.code, participation.code]), lit)

    return {
        "parts": [link(room, part.label, lit=part == here) for part, room in first.items()],
        "tabs": [link(room, room.label, lit=room.view == current) for room in rooms if room.part == here],
    }


def context_of(request, cohort, participation, room: str, **more) -> dict:
    """What every room's page needs (`workspace/space/room.html`). `room`: its view's name within its area."""
    return (
        {
            "cohort": cohort,
            "participation": participation,
            "keeps": may.keep_space.allows(request.user, participation),
            "lives_here": live_in_cohort.allows(request.user, cohort),
            "today": timezone.localdate(),
        }
        | navigation(request.user, cohort, participation, f"{request.resolver_match.app_name}:{room}")
        | more
    )
