"""A place for each, and never one too many: every count is made while the event is held (reliability 16)."""

from django.db import transaction
from django.utils import timezone

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.enums import HOLDING, REGISTRATION, Change, RegistrationState
from fabrique.ground.agenda.models import Event, Registration
from fabrique.ground.agenda.notices import announce
from fabrique.ground.people.models import Person


def locked(event: Event) -> Event:
    """The event, held until the transaction ends: who comes in the same second waits here for the count.

    SQLite holds by its IMMEDIATE transaction, PostgreSQL by the row.
    """
    return Event.objects.select_for_update(of=("self",)).get(pk=event.pk)


@transaction.atomic
def register(*, event: Event, by: Person) -> Registration:
    """A seat while there is one, else the end of the waiting list. Asked twice, the same registration stands."""
    may.register(by, event)
    return enter(locked(event), by=by, person=by)


@transaction.atomic
def register_guest(*, event: Event, email: str, name: str, language: str) -> Registration:
    """As `register`, for an address that a signed link proved: no account, nobody's rule to ask."""
    may.invite_oneself(None, event)
    return enter(locked(event), by=None, guest_email=email, created={"guest_name": name, "language": language})


def enter(event: Event, *, by: Person | None, created: dict | None = None, **who) -> Registration:
    """Called while the event is held."""
    registration = event.registrations.filter(**who).first()
    if registration and registration.state != RegistrationState.WITHDRAWN:
        return registration
    if refusal := may.reason_closed(event):
        raise Denied(refusal)
    move = "seat" if has_room(event) else "queue"
    if registration is None:
        state = REGISTRATION.moves[move].target
        registration = Registration.objects.create(event=event, state=state, **who, **(created or {}))
    else:
        REGISTRATION.make(registration, move)
        registration.at = timezone.now()
        registration.save(update_fields=["state", "at"])
        registration.notices.filter(change=Change.SEATED).delete()  # a second turn is told as the first was
    audit.record(by, "registered", event, state=registration.state)
    return registration


def has_room(event: Event) -> bool:
    return event.capacity is None or event.registrations.filter(state__in=HOLDING).count() < event.capacity


def settle(event: Event) -> list[Registration]:
    """Seat those who wait, in their turn, while there is room, and tell them. Called while the event is held."""
    seated = []
    waiting = Registration.objects.in_turn().filter(event=event, state=RegistrationState.WAITING)
    for registration in waiting.select_related("person"):
        if not has_room(event):
            break
        REGISTRATION.make(registration, "seat")
        registration.save(update_fields=["state"])
        seated.append(registration)
    announce(event, Change.SEATED, seated)
    return seated


@transaction.atomic
def withdraw(*, registration: Registration, by: Person) -> Registration:
    """Gives the place to the first who waits."""
    may.withdraw(by, registration)
    return leave(registration, by=by)


@transaction.atomic
def withdraw_guest(*, registration: Registration) -> Registration:
    """As `withdraw`, for who holds the signed link of this registration."""
    return leave(registration, by=None)


def leave(registration: Registration, *, by: Person | None) -> Registration:
    event = locked(registration.event)
    registration.refresh_from_db()
    if registration.state == RegistrationState.WITHDRAWN:
        return registration
    REGISTRATION.make(registration, "withdraw")
    registration.save(update_fields=["state"])
    audit.record(by, "withdrawn", event)
    if event.is_coming:
        settle(event)
    return registration
