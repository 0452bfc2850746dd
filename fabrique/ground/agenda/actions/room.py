"""In the room: who came, and what it was worth on the way out."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.db import ALPHABET
from fabrique.core.permissions import Denied, signed_in
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.actions.registrations import locked
from fabrique.ground.agenda.enums import REGISTRATION, EventState, RegistrationState, Warmth
from fabrique.ground.agenda.models import Event, HotAnswer, Registration
from fabrique.ground.people.models import Person

BEFORE, AFTER = timedelta(hours=1), timedelta(hours=2)
FEWEST = 5  # answers under which nothing is shown: one could be recognised


@transaction.atomic
def open_room(*, event: Event, by: Person) -> Event:
    """Draw the short code that is shown in the room; the same one if it is already there."""
    may.keep_event(by, event)
    event = locked(event)
    if not event.presence_code:
        event.presence_code = "".join(secrets.choice(ALPHABET) for _sign in range(5))
        event.save(update_fields=["presence_code"])
        audit.record(by, "room-opened", event)
    return event


def may_be_counted(event: Event) -> bool:
    """People are counted from an hour before, and as long as one remembers."""
    return event.starts_at - BEFORE <= timezone.now()


def open_now(event: Event) -> bool:
    return event.starts_at - BEFORE <= timezone.now() <= event.until + AFTER and event.state != EventState.CANCELLED


@transaction.atomic
def enter_room(*, code: str, by: Person) -> Event:
    """Mark oneself present by the code of the room. Who had not registered and may come is registered by it."""
    signed_in(by)
    typed = "".join(sign for sign in code.lower() if sign.isalnum())
    event = Event.objects.visible_to(by).exclude(presence_code="").filter(presence_code=typed).first()
    if event is None or not open_now(event):
        raise Denied(_("Ce code n’ouvre aucune salle en ce moment. Relisez-le au tableau."))
    may.register(by, event)
    event = locked(event)
    state = {"state": RegistrationState.SEATED}
    registration = Registration.objects.get_or_create(event=event, person=by, defaults=state)[0]
    attend(registration, "attend")
    return event


@transaction.atomic
def mark_attendance(*, registration: Registration, name: str, by: Person) -> Registration:
    """`name` is `attend` or `miss`; said twice, it stays said."""
    may.keep_registration(by, registration)
    if name not in ("attend", "miss"):
        raise Denied(_("Dites présent ou absent."))
    event = registration.event
    if not may_be_counted(event):
        raise Denied(_("Ce temps n’a pas encore commencé."))
    locked(event)
    registration.refresh_from_db()
    if attend(registration, name):
        audit.record(by, "attendance-marked", event, state=registration.state)
    return registration


@transaction.atomic
def count_person(*, event: Event, person: Person, came: bool, by: Person) -> Registration:
    """From a list of those expected: who never registered is registered by it. Said twice, it stays said."""
    may.count_person(by, event, person)
    if not may_be_counted(event):
        raise Denied(_("Ce temps n’a pas encore commencé."))
    event = locked(event)
    seated = {"state": RegistrationState.SEATED}
    registration = Registration.objects.get_or_create(event=event, person=person, defaults=seated)[0]
    if registration.state == RegistrationState.WITHDRAWN and not came:
        return registration
    if attend(registration, "attend" if came else "miss"):
        audit.record(by, "attendance-marked", event, state=registration.state)
    return registration


def attend(registration: Registration, name: str) -> bool:
    if registration.state == REGISTRATION.moves[name].target:
        return False
    REGISTRATION.make(registration, name)
    registration.save(update_fields=["state"])
    return True


@transaction.atomic
def add_walk_in(*, event: Event, name: str, by: Person) -> Registration:
    """Somebody who came without registering and has no account here: a name in the list, forgotten later."""
    may.keep_event(by, event)
    if not may_be_counted(event):
        raise Denied(_("Ce temps n’a pas encore commencé."))
    same = event.registrations.filter(guest_name=name, guest_email="", person=None).first()
    registration = same or Registration.objects.create(
        event=event, guest_name=name, state=RegistrationState.PRESENT
    )  # fmt: skip
    if same is None:
        audit.record(by, "attendance-marked", event, state=registration.state)
    return registration


@transaction.atomic
def answer_hot(*, event: Event, useful: int, heard: int, by: Person, word: str = "") -> None:
    """One answer a person, and nothing that links the two: no name, no hour, no line in the journal."""
    locked(event)
    may.answer_hot(by, event)
    event.registrations.filter(person=by).update(answered=True)
    HotAnswer.objects.create(event=event, useful=useful, heard=heard, word=word.strip())


@transaction.atomic
def answer_hot_guest(*, registration: Registration, useful: int, heard: int, word: str = "") -> None:
    """As `answer_hot`, for who holds the signed link of this registration."""
    locked(registration.event)
    registration.refresh_from_db()
    if refusal := may.reason_no_answer(registration):
        raise Denied(refusal)
    Registration.objects.filter(pk=registration.pk).update(answered=True)
    HotAnswer.objects.create(event=registration.event, useful=useful, heard=heard, word=word.strip())


@dataclass(frozen=True)
class Digest:
    """What the answers say together: `rows` are `(label, useful, heard)`, strongest yes first."""

    answers: int
    rows: list[tuple[str, int, int]]
    words: list[str]


def hot_digest(event: Event) -> Digest | None:
    """Nothing under five answers. Three queries."""
    answers = event.hot_answers.count()
    if answers < FEWEST:
        return None
    useful, heard = (
        dict(event.hot_answers.order_by().values_list(name).annotate(n=Count("pk"))) for name in ("useful", "heard")
    )
    rows = [(str(w.label), useful.get(w.value, 0), heard.get(w.value, 0)) for w in reversed(Warmth)]
    words = list(event.hot_answers.exclude(word="").values_list("word", flat=True))
    return Digest(answers, rows, words)
