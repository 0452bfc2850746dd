"""The rooms of a diagnostic, from its framing to its restitution: an area above adds its own.

    add_room(Part.LISTEN, "interviews:home", _("Entretiens"), read_words)

in the area's `ties.py`, found at start. `view` takes the diagnostic's code alone; `rule(person, diagnostic)` says who finds
the room here. A page of a room extends `diagnostics/base.html` and gives it `context_of(request, diagnostic, view)`.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.cohorts.board import Link
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.core.permissions import permission


class Part(TextChoices):
    WHERE = "where", _("Où on en est")
    FRAME = "frame", _("Cadrer")
    INVITE = "invite", _("Inviter")
    LISTEN = "listen", _("Écouter")
    ANALYSE = "analyse", _("Analyser")
    RESTITUTE = "restitute", _("Restituer")


@dataclass(frozen=True)
class Room:
    part: Part
    view: str
    label: str | Promise
    rule: permission


_rooms: list[Room] = []


def add_room(part: Part, view: str, label: str | Promise, rule: permission) -> None:
    _rooms.append(Room(part, view, label, rule))


def navigation(person: Any, diagnostic: Diagnostic, current: str) -> dict[str, list[Link]]:
    """`parts`, each leading to its first room that is open, and the `tabs` of the part where `current` is."""
    found = [room for room in _rooms if room.rule.allows(person, diagnostic)]
    here = next((room.part for room in found if room.view == current), Part.WHERE)
    first = {part: next((room for room in found if room.part == part), None) for part in Part}

    def link(room: Room, label: str | Promise, *, is_here: bool) -> Link:
        return Link(label, reverse(room.view, args=[diagnostic.code]), is_here)

    return {
        "parts": [link(room, part.label, is_here=part == here) for part, room in first.items() if room],
        "tabs": [link(room, room.label, is_here=room.view == current) for room in found if room.part == here],
    }


def context_of(request: Any, diagnostic: Diagnostic, room: str, **more: Any) -> dict[str, Any]:
    """What `diagnostics/base.html` needs; `room` is the view's whole name, « diagnostics:team »."""
    place = diagnostic.participation
    known = {"diagnostic": diagnostic, "participation": place, "territory": place.territory, "cohort": place.cohort}
    return known | navigation(request.user, diagnostic, room) | more
