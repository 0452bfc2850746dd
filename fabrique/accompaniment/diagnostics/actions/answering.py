"""What a person to be met does by their link: the link is the right, the journal says that somebody answered, not who."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics import guests
from fabrique.accompaniment.diagnostics.enums import CONTACT, ContactState
from fabrique.accompaniment.diagnostics.models import Contact, Slot
from fabrique.accompaniment.diagnostics.notices import IN_FORCE, WORDINGS
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


def held(contact: Contact) -> Contact:
    """The row as it stands, until the end of the transaction; refused when the link opens nothing any more."""
    stored = Contact.objects.select_for_update(of=("self",)).select_related("diagnostic").get(pk=contact.pk)
    if stored.link_number != contact.link_number:
        raise Denied(_("Ce lien n’est plus valable. Écrivez à la personne qui vous l’a envoyé."))
    if refusal := guests.closed(stored):
        raise Denied(refusal)
    return stored


def save(contact: Contact, **values: Any) -> Contact:
    contact.save_values(values, seen=contact.version)
    audit.record(None, "diagnostic-answered", contact.diagnostic)
    return contact


@transaction.atomic
def consent(*, contact: Contact, wording: str, may_quote: bool) -> Contact:
    """To the wording that was on the page; the choice to be quoted may be changed until the restitution."""
    stored = held(contact)
    if wording != IN_FORCE or wording not in WORDINGS:
        raise Denied(_("La notice a changé entre-temps. Relisez-la, puis dites votre accord."))
    return save(stored, consent=wording, consented_at=timezone.now(), may_quote=may_quote)


@transaction.atomic
def book(*, contact: Contact, slot: Slot) -> Contact:
    """Take a time, or change for another: two people on the same one, exactly one has it."""
    stored = held(contact)
    if not stored.consent:
        raise Denied(_("Lisez la notice et dites votre accord : ensuite, choisissez un moment."))
    CONTACT.make(stored, "book")
    let_go(stored)
    # the condition is in the write: whoever comes second finds no row
    if not Slot.objects.free().filter(pk=slot.pk, diagnostic=stored.diagnostic).update(contact=stored):
        raise Denied(_("Ce moment vient d’être pris. Choisissez-en un autre."))
    return save(stored, state=stored.state)


@transaction.atomic
def free(*, contact: Contact) -> Contact:
    return answered(contact, "free")


@transaction.atomic
def decline(*, contact: Contact) -> Contact:
    return answered(contact, "decline")


@transaction.atomic
def reconsider(*, contact: Contact) -> Contact:
    return answered(contact, "reconsider")


def answered(contact: Contact, move: str) -> Contact:
    stored = held(contact)
    CONTACT.make(stored, move)
    let_go(stored)
    return save(stored, state=stored.state)


def let_go(contact: Contact) -> None:
    """Their time is free again, for somebody else."""
    Slot.objects.filter(contact=contact).update(contact=None, reminded_at=None)


@transaction.atomic
def withdraw(*, contact: Contact) -> Contact:
    """All of it, for good, until the restitution: nothing goes out before the team has destroyed it (`withdrawals.py`)."""
    return taken_back(held(contact), by=None)


def taken_back(stored: Contact, *, by: Person | None) -> Contact:
    CONTACT.make(stored, "withdraw")
    let_go(stored)
    stored.save_values(
        {"state": ContactState.WITHDRAWN, "withdrawn_at": timezone.now(), "may_quote": False}, seen=stored.version
    )
    audit.record(by, "diagnostic-withdrawal", stored.diagnostic)
    return stored
