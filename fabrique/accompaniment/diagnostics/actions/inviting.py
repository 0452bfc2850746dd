"""Letters and times offered: what a team would otherwise do by telephone, one by one (R374, D06)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.diagnostics import letters
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.enums import CONTACT, ContactState, DiagnosticState, LetterKind, Mode
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic, LetterText, Slot
from fabrique.core import audit
from fabrique.core.dates import HOUR, date_format
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

LINK_LASTS = timedelta(days=365)
MOST_A_DAY = 16
LONGEST = 240
BEFORE_INVITING = (DiagnosticState.TO_FRAME,)


@transaction.atomic
def edit_letter(*, diagnostic: Diagnostic, kind: LetterKind, subject: str, text: str, by: Person) -> LetterText:
    may.invite(by, diagnostic)
    letter, _new = LetterText.objects.update_or_create(
        diagnostic=diagnostic, kind=LetterKind(kind), defaults={"subject": subject, "text": text}
    )
    audit.record(by, "diagnostic-letter-edited", diagnostic, kind=kind)
    return letter


@transaction.atomic
def invite(*, diagnostic: Diagnostic, by: Person) -> int:
    """All who are kept and not invited yet, in one act; how many letters leave. Without an address, one calls."""
    may.invite(by, diagnostic)
    if diagnostic.state in BEFORE_INVITING:
        raise Denied(_("Le cadrage n’est pas encore validé : on invite ensuite."))
    waiting = list(
        Contact.objects.select_for_update(of=("self",)).filter(diagnostic=diagnostic, state=ContactState.KEPT)
    )
    if not waiting:
        raise Denied(_("Personne n’attend d’invitation."))
    until, sent = timezone.localdate() + LINK_LASTS, 0
    for contact in waiting:
        contact.diagnostic = diagnostic
        CONTACT.make(contact, "invite")
        values = {"state": contact.state, "invited_at": timezone.now(), "link_until": until,
                  "link_number": contact.link_number + 1}  # fmt: skip
        contact.save_values(values, seen=contact.version)
        sent += letters.send(contact, LetterKind.INVITATION)
    audit.record(by, "diagnostic-invited", diagnostic, people=len(waiting), letters=sent)
    return sent


@transaction.atomic
def renew_link(*, contact: Contact, by: Person) -> Contact:
    """Every link sent before is closed; the new one leaves at once."""
    may.write_contact(by, contact)
    if contact.invited_at is None or contact.state == ContactState.WITHDRAWN:
        raise Denied(_("Cette personne n’a pas de lien à remplacer."))
    contact.save_values({"link_number": contact.link_number + 1, "link_until": timezone.localdate() + LINK_LASTS},
                        seen=contact.version)  # fmt: skip
    letters.send(contact, LetterKind.INVITATION)
    audit.record(by, "diagnostic-invited", contact.diagnostic, letters=1)
    return contact


@transaction.atomic
def offer_slots(
    *, diagnostic: Diagnostic, first: datetime, by: Person, count: int = 1, minutes: int = 60, pause: int = 15,
    mode: Mode = Mode.PLACE, where: str = "",
) -> list[Slot]:  # fmt: skip
    """One time, or a whole day of them one after the other (D05)."""
    may.invite(by, diagnostic)
    if first <= timezone.now():
        raise Denied(_("Ce moment est passé. Donnez-en un à venir."))
    if not (0 < count <= MOST_A_DAY and 0 < minutes <= LONGEST and 0 <= pause <= LONGEST):
        raise Denied(_("Une journée compte %(most)d créneaux au plus.") % {"most": MOST_A_DAY})
    step = timedelta(minutes=minutes + pause)
    starts = [first + n * step for n in range(count)]
    own = Slot.objects.filter(diagnostic=diagnostic, offered_by=by, cancelled_at=None)
    if own.filter(starts_at__in=starts).exists():
        raise Denied(_("Vous proposez déjà un créneau à cette heure."))
    slots = Slot.objects.bulk_create([
        Slot(diagnostic=diagnostic, starts_at=start, minutes=minutes, mode=mode, where=where.strip(), offered_by=by)
        for start in starts
    ])  # fmt: skip
    audit.record(by, "diagnostic-slots-offered", diagnostic, count=count)
    return slots


@transaction.atomic
def cancel_slot(*, slot: Slot, by: Person) -> Slot:
    """Whoever had taken it is told, and chooses another one."""
    may.write_slot(by, slot)
    stored = Slot.objects.select_for_update(of=("self",)).select_related("contact").get(pk=slot.pk)
    contact = stored.contact
    stored.save_values({"cancelled_at": timezone.now(), "contact": None}, seen=slot.version)
    audit.record(by, "diagnostic-slot-cancelled", stored.diagnostic)
    if contact and contact.state == ContactState.BOOKED:
        CONTACT.make(contact, "free")
        contact.save_values({"state": contact.state}, seen=contact.version)
        letters.send(contact, LetterKind.INVITATION)
    return stored


def uninvited(diagnostic: Diagnostic):
    """People met who are not yet invited to the restitution: while there is one, it cannot be held (R367)."""
    return Contact.objects.met().filter(diagnostic=diagnostic, invited_to_restitution_at=None)


@transaction.atomic
def invite_all_to_restitution(*, diagnostic: Diagnostic, at: datetime, where: str, by: Person) -> int:
    """Everybody who was met; how many letters leave. Those without an address are invited aloud, one by one.

    Told another day or place, all of them are told again.
    """
    stored = Diagnostic.objects.select_for_update(of=("self",)).get(pk=diagnostic.pk)
    may.invite_to_restitution(by, stored)
    if at <= timezone.now():
        raise Denied(_("Ce moment est passé. Donnez-en un à venir."))
    where = where.strip()
    moved = (stored.restitution_at, stored.restitution_where) != (at, where)
    diagnostic.save_values({"restitution_at": at, "restitution_where": where}, seen=stored.version)
    sent = 0
    to_tell = Contact.objects.met().filter(diagnostic=diagnostic) if moved else uninvited(diagnostic)
    for contact in to_tell.select_for_update(of=("self",)):
        contact.diagnostic = diagnostic
        with override(contact.language):
            when = date_format(timezone.localtime(at), f"l j F Y, {HOUR}")
        if letters.send(contact, LetterKind.RESTITUTION, when=when, where=where):
            contact.save_values({"invited_to_restitution_at": timezone.now()}, seen=contact.version)
            sent += 1
    audit.record(by, "diagnostic-restitution-invited", diagnostic, letters=sent)
    return sent


@transaction.atomic
def note_invited(*, contact: Contact, by: Person) -> Contact:
    """Invited aloud."""
    may.invite_to_restitution(by, contact.diagnostic)
    if contact.state != ContactState.MET or contact.invited_to_restitution_at:
        raise Denied(_("Cette personne est déjà invitée, ou n’a pas été rencontrée."))
    contact.save_values({"invited_to_restitution_at": timezone.now()}, seen=contact.version)
    audit.record(by, "diagnostic-restitution-invited", contact.diagnostic, letters=0)
    return contact
