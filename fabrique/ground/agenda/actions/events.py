"""Dates: set, changed, moved; whoever registered is told once of each change."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.actions.registrations import locked, settle
from fabrique.ground.agenda.enums import EVENT, Change, EventKind, EventState, Openness, RegistrationState
from fabrique.ground.agenda.models import Event, Registration
from fabrique.ground.agenda.notices import announce
from fabrique.ground.people.models import Person

WRITTEN = (
    "title", "kind", "summary", "starts_at", "ends_at", "mode", "place", "link", "organiser", "scope", "openness",
    "registers", "capacity", "registration_until", "clock",
)  # fmt: skip
# what changes someone's day
TOLD = ("starts_at", "ends_at", "place", "mode")
CHANGES = {
    "postpone": Change.POSTPONED,
    "cancel": Change.CANCELLED,
    "resume": Change.BACK,
    "confirm": Change.BACK,
}


@transaction.atomic
def add_event(*, title: str, by: Person, **values: Any) -> Event:
    """Announced at once, to confirm. Sent twice, the same form gives the same event."""
    return set_date(by=by, values={"title": title} | only(values))


@transaction.atomic
def announce_event(*, by: Person, kind: EventKind, fictional: bool = False, **values: Any) -> Event:
    """For an area above whose things have dates: confirmed, and moved by that area only (`keep_in_step`)."""
    extra = {"follows": True, "fictional": fictional, "state": EventState.CONFIRMED}
    return set_date(by=by, values={"kind": kind} | only(values), extra=extra)


def set_date(*, by: Person, values: dict[str, Any], extra: dict[str, Any] | None = None) -> Event:
    may.publish_in(by, values.get("scope"), values.get("openness", Openness.OPEN))
    check(values)
    same = Event.objects.filter(
        title=values["title"], starts_at=values["starts_at"], created_by=by, scope=values.get("scope")
    )
    if not extra and (event := same.standing().first()):
        return event
    event = Event.objects.create(**values, **(extra or {}), created_by=by)
    audit.record(by, "event-added", event, kind=event.kind)
    return event


@transaction.atomic
def edit_event(*, event: Event, seen: int, by: Person, **values: Any) -> Event:
    """Raises `Conflict` when somebody saved since version `seen`."""
    may.edit_event(by, event)
    values = only(values)
    place = values.get("scope", event.scope), values.get("openness", event.openness)
    if place != (event.scope, event.openness):
        may.publish_in(by, *place)
    return change(event, values, seen=seen, by=by)


@transaction.atomic
def keep_in_step(*, event: Event, by: Person, **values: Any) -> Event:
    """For the area that this event follows: writes what its own thing says now."""
    may.keep_event(by, event)
    return change(event, only(values), seen=event.version, by=by)


def change(event: Event, values: dict[str, Any], *, seen: int, by: Person) -> Event:
    now = {name: getattr(event, name) for name in WRITTEN} | values
    check(now)
    event = locked(event)
    changed = event.save_values(values, seen=seen)
    if not changed:
        return event
    audit.record(by, "event-edited", event, fields=", ".join(changed))
    event.save(update_fields=["changed_at"])
    if event.is_coming:
        if set(TOLD) & set(changed):
            tell(event, Change.MOVED)
        if "capacity" in changed:
            settle(event)
    return event


@transaction.atomic
def move_event(*, event: Event, name: str, by: Person) -> Event:
    """Raises `Conflict` when somebody moved or edited it meanwhile."""
    may.keep_event(by, event)
    if event.state == EVENT.moves[name].target:
        return event
    if refusal := reason_not_to_move(event, name):
        raise Denied(refusal)
    first_time = name == "confirm" and event.state == EventState.PLANNED
    EVENT.make(event, name)
    event.save_version(seen=event.version, fields=["state"])
    event.save(update_fields=["changed_at"])
    audit.record(by, "event-moved", event, move=name, state=event.state)
    if name in CHANGES and not event.is_over and not first_time:
        tell(event, CHANGES[name])
    return event


def reason_not_to_move(event: Event, name: str) -> str:
    if name == "hold" and not event.is_over and not event.follows:
        return EVENT.reason(event, name) or _("Il n’a pas encore eu lieu.")
    return EVENT.reason(event, name)


def tell(event: Event, what: Change) -> None:
    """Those who hold a place and those who wait for one, once each."""
    states = (RegistrationState.SEATED, RegistrationState.WAITING)
    concerned = Registration.objects.in_turn().filter(event=event, state__in=states)
    announce(event, what, concerned.select_related("person"))


def only(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in WRITTEN}


def check(values: dict[str, Any]) -> None:
    """What the tables refuse, said in words first."""
    starts, ends, until = (values.get(name) for name in ("starts_at", "ends_at", "registration_until"))
    if ends and ends <= starts:
        raise Denied(_("Cette date finit avant de commencer : reprenez les heures."))
    if until and until > starts:
        raise Denied(_("Les inscriptions se closent avant le début, pas après."))
    if values.get("openness", Openness.OPEN) != Openness.OPEN and values.get("scope") is None:
        raise Denied(_("Dites à quel cercle cette date est réservée."))
