"""What somebody leaves at the door, from its arrival to its answer (R086, R091–R093)."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.core import audit
from fabrique.core.permissions import Denied, signed_in
from fabrique.ground.agenda.models import Event
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.readers import Guest
from fabrique.ground.people.models import Person
from fabrique.ground.permanences import guests
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.enums import MATTER, Consent, Destination, MatterKind, MatterState
from fabrique.ground.permanences.models import Matter, slots

# without a permanence to come, an answer is due all the same
OTHERWISE = timedelta(days=30)
GUESTS_KEPT = timedelta(days=60)


@transaction.atomic
def leave(*, kind: MatterKind, text: str, consent: Consent, by: Person) -> Matter:
    """By somebody with an account. The same text sent twice is one matter."""
    signed_in(by)
    same = Matter.objects.filter(author=by, kind=kind, text=text, state=MatterState.RECEIVED).first()
    return same or receive(by=by, author=by, kind=kind, text=text, consent=consent, language=by.language)


@transaction.atomic
def leave_as_guest(
    *, kind: MatterKind, text: str, consent: Consent, guest_name: str, guest_email: str, language: str
) -> Matter:
    """By anybody (R087): nobody's rule to ask. The flood is stopped before (`flood.py`)."""
    who = {"guest_name": guest_name, "guest_email": guest_email.lower()}
    same = Matter.objects.filter(**who, kind=kind, text=text, state=MatterState.RECEIVED).first()
    return same or receive(by=None, **who, kind=kind, text=text, consent=consent, language=language)


def receive(*, by: Person | None, **values: Any) -> Matter:
    """Left between two permanences, it is treated at the next one (R093)."""
    slot: Event | None = slots().standing().to_come().first()
    due = slot.day if slot else timezone.localdate() + OTHERWISE
    matter = Matter.objects.create(**values, slot=slot, due_on=due)
    audit.record(by, "matter-left", matter, kind=matter.kind)
    return matter


def held(matter: Matter) -> Matter:
    """The row as it stands now, kept until the end of the transaction."""
    return Matter.objects.select_for_update(of=("self",)).select_related("author").get(pk=matter.pk)


@transaction.atomic
def take(*, matter: Matter, by: Person) -> Matter:
    """Somebody of the association answers for it."""
    may.hold_permanence(by, matter)
    stored = held(matter)
    stored.save_values({"owner": by}, seen=stored.version)
    audit.record(by, "matter-taken", stored)
    return stored


@transaction.atomic
def answer(*, matter: Matter, answer: str, question: str, seen: int, by: Person) -> Matter:
    """The author is told, by the messages or by a letter. Raises `Conflict` when somebody was quicker."""
    may.hold_permanence(by, matter)
    stored = held(matter)
    if stored.state in (MatterState.ANSWERED, MatterState.CLOSED):
        raise Denied(MATTER.reason(stored, "answer"))
    MATTER.make(stored, "answer")
    stored.save_values({
        "state": stored.state, "answer": answer, "question": question, "answered_at": timezone.now(),
        "owner": stored.owner or by,
    }, seen=seen)  # fmt: skip
    audit.record(by, "matter-answered", stored)
    tell(stored)
    return stored


def tell(matter: Matter) -> None:
    """The author, with or without an account; once."""
    to = matter.author or Guest(matter.guest_email, matter.guest_name, matter.language)
    with override(to.language):
        subject = _("L’association vous répond")
        lines = [matter.answer, _("Rien de ce que vous avez écrit ne paraît sans votre accord.")]
    if isinstance(to, Guest):
        if to.email:
            url = settings.SITE_URL + guests.address(matter)
            notify(to, Kind.SUPPORT, subject, lines, url, once=f"matter-{matter.code}")
        return
    notify(to, Kind.SUPPORT, subject, lines, matter.get_absolute_url(), once=f"matter-{matter.code}")


@transaction.atomic
def route(*, matter: Matter, destination: Destination, routed_to: str, seen: int, by: Person) -> Matter:
    """Where it is taken further, and to whom (R091)."""
    may.hold_permanence(by, matter)
    stored = held(matter)
    MATTER.make(stored, "route")
    values = {"state": stored.state, "destination": destination, "routed_to": routed_to, "owner": stored.owner or by}
    stored.save_values(values, seen=seen)
    audit.record(by, "matter-routed", stored, destination=destination)
    return stored


@transaction.atomic
def close(*, matter: Matter, by: Person) -> Matter:
    may.hold_permanence(by, matter)
    stored = held(matter)
    MATTER.make(stored, "close")
    stored.save_values({"state": stored.state}, seen=matter.version)
    audit.record(by, "matter-closed", stored)
    return stored


@transaction.atomic
def publish(*, matter: Matter, question: str, seen: int, by: Person) -> Matter:
    """Among the public answers, as the author agreed and no further (R092)."""
    stored = held(matter)
    may.publish_matter(by, stored)
    if stored.consent == Consent.ANSWER and not question.strip():
        raise Denied(_("La personne n’a pas prêté ses mots : reformulez la question."))
    values = {"question": question.strip(), "published_at": timezone.now(), "published_by": by}
    stored.save_values(values, seen=seen)
    audit.record(by, "matter-published", stored)
    return stored


@transaction.atomic
def unpublish(*, matter: Matter, by: Person) -> Matter:
    may.hold_permanence(by, matter)
    stored = withdraw_from_sight(held(matter))
    audit.record(by, "matter-unpublished", stored)
    return stored


def withdraw_from_sight(matter: Matter, **more: Any) -> Matter:
    matter.save_values({"published_at": None, "published_by": None} | more, seen=matter.version)
    return matter


@transaction.atomic
def change_consent(*, matter: Matter, consent: Consent, by: Person) -> Matter:
    """What was published under another consent comes down at once; the association may publish it again."""
    may.own_matter(by, matter)
    return set_consent(matter, consent, by=by)


@transaction.atomic
def change_guest_consent(*, matter: Matter, consent: Consent) -> Matter:
    """As `change_consent`, for who holds the signed link of the letter."""
    return set_consent(matter, consent, by=None)


def set_consent(matter: Matter, consent: Consent, *, by: Person | None) -> Matter:
    stored = held(matter)
    if stored.consent != consent:
        withdraw_from_sight(stored, consent=consent)
        audit.record(by, "matter-consent", stored, consent=consent)
    return stored


@transaction.atomic
def take_back(*, matter: Matter, by: Person) -> None:
    """The author changes their mind: the message goes, with its answer and its place among the public ones."""
    may.own_matter(by, matter)
    erase(matter, by=by)


@transaction.atomic
def take_back_as_guest(*, matter: Matter) -> None:
    """As `take_back`, for who holds the signed link of the letter."""
    erase(matter, by=None)


def erase(matter: Matter, *, by: Person | None) -> None:
    stored = held(matter)
    audit.record(by, "matter-taken-back", stored)
    stored.delete()


def forget_guests() -> int:
    """By the worker: an address and a name go two months after the answer or the due day (R018)."""
    past = Matter.objects.filter(due_on__lt=timezone.localdate() - GUESTS_KEPT).exclude(guest_email="", guest_name="")
    return past.exclude(state=MatterState.RECEIVED).update(guest_email="", guest_name="")
