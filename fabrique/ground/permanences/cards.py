"""The directory is fed by those who meet (R078): which cards of those who came still lack something (R081)."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Event
from fabrique.ground.organisations.models import Membership, Organisation

WANTED: dict[str, str | Promise] = {
    "category": _("sa catégorie"),
    "about": _("ce qu’elle fait"),
    "seat": _("son siège"),
    "area_of_action": _("là où elle agit"),
    "website": _("son site"),
}


@dataclass(frozen=True)
class Card:
    organisation: Organisation
    missing: tuple[str | Promise, ...]


def cards_to_complete(event: Event | None) -> list[Card]:
    """Of the organisations of those who were there; who came is not told."""
    if event is None:
        return []
    there = event.registrations.filter(state=RegistrationState.PRESENT).exclude(person=None).values("person")
    hats = Membership.objects.active(timezone.localtime(event.starts_at).date()).filter(person__in=there)
    found = Organisation.objects.filter(pk__in=hats.values("organisation"), in_directory=True).order_by("folded", "pk")
    cards = [Card(one, tuple(word for name, word in WANTED.items() if not getattr(one, name))) for one in found]
    return [card for card in cards if card.missing]
