"""The dates of a cohort: those of its announced sessions, its rendezvous that come back, who is registered."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.programme.dates import said_by
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.ground.agenda.actions import draw_dates
from fabrique.ground.agenda.enums import EventState, RegistrationState
from fabrique.ground.agenda.models import Event, Registration, Series
from fabrique.ground.agenda.recurrence import at
from fabrique.ground.people.models import Person
from fabrique.roof.demo.load.people import DOMAIN
from fabrique.roof.demo.load.rows import organisation, picked

SAID = ("title", "kind", "mode", "link", "summary", "capacity")
AHEAD = timedelta(days=190)


def load_agenda(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code=data["cohort"]["code"])
    for session in cohort.sessions.filter(state=SessionState.SCHEDULED, date__isnull=False, starts_at__isnull=False):
        write_session_date(session)
    for row in data.get("rendezvous", []):
        write_series(cohort, row)
    for row in data.get("dates", []):
        write_date(cohort, row)


def write_session_date(session: Session) -> None:
    values = said_by(session) | {"state": EventState.CONFIRMED, "follows": True, "fictional": session.cohort.fictional}
    event = Event.objects.update_or_create(code=f"date-{session.code}", defaults=values)[0]
    Session.objects.filter(pk=session.pk).update(event=event)


def write_series(cohort: Cohort, row: dict[str, Any]) -> None:
    rule = ("rank", "weekday", "starts_at", "ends_at", "skipped_months", "first_day")
    values = picked(row, *SAID, *rule) | said_of(cohort, row) | {"registers": False}
    series = Series.objects.update_or_create(code=row["code"], defaults=values)[0]
    draw_dates(series=series, until=timezone.localdate() + AHEAD)


def said_of(cohort: Cohort, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "scope": cohort.scope,
        "fictional": cohort.fictional,
        "organiser": organisation(row["organiser"], cohort.fictional),
    }


def write_date(cohort: Cohort, row: dict[str, Any]) -> None:
    """Those named in `registered` sit in their order; the others wait."""
    values = picked(row, *SAID) | said_of(cohort, row) | {"state": EventState.CONFIRMED}
    values |= {name: instant(row[name]) for name in ("starts_at", "ends_at")}
    event = Event.objects.update_or_create(code=row["code"], defaults=values)[0]
    for order, role in enumerate(row["registered"]):
        person = Person.objects.get(email=f"{role}@{DOMAIN}")
        state = RegistrationState.SEATED if order < row["capacity"] else RegistrationState.WAITING
        turn = values["starts_at"] - timedelta(days=60 - order)
        Registration.objects.update_or_create(event=event, person=person, defaults={"state": state, "at": turn})


def instant(local: datetime) -> datetime:
    return at(local.date(), local.time())
