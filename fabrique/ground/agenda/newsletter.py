"""What the letter of the alliance may tell of the agenda: the open dates to come, with their place (R246, R252)."""

from fabrique.core.dates import date_format
from fabrique.ground.agenda.enums import Openness
from fabrique.ground.agenda.models import Event
from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.offers import MOST, Offer, offers
from fabrique.ground.people.enums import ScopeKind


@offers
def dates(scope) -> list[Offer]:
    """A cohort's own dates are told by its sessions."""
    if scope.kind != ScopeKind.PLATFORM:
        return []
    found = Event.objects.to_come().standing().filter(openness=Openness.OPEN, fictional=False, follows=False)
    return [
        Offer(f"event:{event.code}", event.get_kind_display(), event.title, words(event), event.get_absolute_url(), Circle.PUBLIC)
        for event in found[:MOST]
    ]  # fmt: skip


def words(event) -> str:
    first = ", ".join(filter(None, [date_format(event.day, "l j F Y"), event.place]))
    return "\n\n".join(filter(None, [first[:1].upper() + first[1:], event.summary]))
