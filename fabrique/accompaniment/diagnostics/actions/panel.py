"""Whom to meet: proposed, kept, met. The journal tells that the list was worked on, never who is on it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics import guests
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions.answering import let_go, taken_back
from fabrique.accompaniment.diagnostics.enums import CONTACT, ContactState
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic
from fabrique.accompaniment.diagnostics.notices import IN_FORCE
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item

MOST = 300
WORDS = ("name", "email", "phone", "function", "why", "language", "category", "sub_type", "voice")
BY_HAND = ("keep", "set-aside", "decline", "reconsider")


def cleaned(values: dict[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in WORDS if name in values}
    kind = given.get("sub_type")
    if kind and kind.parent_id != given["category"].pk:
        raise Denied(_("Cette précision appartient à une autre catégorie."))
    if not given["name"].strip():
        raise Denied(_("Donnez un nom : il n’est lu que par l’équipe."))
    return given | {"email": given.get("email", "").strip().lower()}


@transaction.atomic
def propose(*, diagnostic: Diagnostic, category: Item, name: str, by: Person, **values: Any) -> Contact:
    """By the team, who keeps at once whom it names; or by the referent before the interviews, who only proposes (A50)."""
    helps = may.help_to_invite.allows(by, diagnostic)
    if not helps:
        may.invite(by, diagnostic)
    # the number is looked at under a lock
    Diagnostic.objects.select_for_update(of=("self",)).get(pk=diagnostic.pk)
    if diagnostic.contacts.count() >= MOST:
        raise Denied(_("La liste est pleine : %(most)d personnes.") % {"most": MOST})
    state = ContactState.PROPOSED if helps else ContactState.KEPT
    contact = Contact.objects.create(
        diagnostic=diagnostic, proposed_by=by, state=state, **cleaned({"category": category, "name": name} | values)
    )
    audit.record(by, "diagnostic-contacts-changed", diagnostic)
    return contact


@transaction.atomic
def edit_contact(*, contact: Contact, category: Item, name: str, seen: int, by: Person, **values: Any) -> Contact:
    may.write_contact(by, contact)
    contact.save_values(cleaned({"category": category, "name": name} | values), seen=seen)
    audit.record(by, "diagnostic-contacts-changed", contact.diagnostic)
    return contact


@transaction.atomic
def take_back(*, contact: Contact, by: Person) -> None:
    """A referent's own proposal, as long as the team has not taken it up."""
    may.own_proposal(by, contact)
    if not Contact.objects.filter(pk=contact.pk, state=ContactState.PROPOSED).delete()[0]:
        raise Denied(_("L’équipe a déjà repris cette proposition."))
    audit.record(by, "diagnostic-contacts-changed", contact.diagnostic)


@transaction.atomic
def move_contact(*, contact: Contact, name: str, by: Person) -> Contact:
    """Kept or not; declined, or come back to it, as told on the phone."""
    may.write_contact(by, contact)
    if name not in BY_HAND:
        raise Denied(_("Ce changement n’existe pas."))
    CONTACT.make(contact, name)
    contact.save_values({"state": contact.state}, seen=contact.version)
    if name == "decline":
        let_go(contact)
    audit.record(by, "diagnostic-contacts-changed", contact.diagnostic)
    return contact


@transaction.atomic
def withdraw_for(*, contact: Contact, by: Person, sure: bool = False) -> Contact:
    """Asked aloud, by somebody who has no link or has lost it: as final as by the link, and until the same day (R356)."""
    may.write_contact(by, contact)
    if not sure:
        raise Denied(_("Cochez la case pour confirmer : ce retrait est définitif."))
    stored = Contact.objects.select_for_update(of=("self",)).select_related("diagnostic").get(pk=contact.pk)
    if stored.diagnostic.state in guests.GIVEN_BACK:
        raise Denied(_("La restitution a eu lieu : il n’y a plus rien à retirer."))
    return taken_back(stored, by=by)


@transaction.atomic
def meet(*, contact: Contact, by: Person, consented: bool = False, may_quote: bool = False) -> Contact:
    """The interview took place. A consent given aloud is noted with the wording that was read; without one, no meeting."""
    may.write_contact(by, contact)
    CONTACT.make(contact, "meet")
    values: dict[str, Any] = {"state": contact.state}
    if not contact.consent:
        if not consented:
            raise Denied(
                _("Sans accord, rien ne peut être noté : lisez la notice avec la personne, puis cochez son accord.")
            )
        values |= {"consent": IN_FORCE, "consented_at": timezone.now(), "may_quote": may_quote}
    contact.save_values(values, seen=contact.version)
    audit.record(by, "diagnostic-contacts-changed", contact.diagnostic)
    return contact
