"""A rendezvous that comes back: its rule is written once, its dates are drawn ahead."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.enums import EventState, Openness
from fabrique.ground.agenda.models import Event, Series
from fabrique.ground.agenda.recurrence import at
from fabrique.ground.people.models import Person

SHARED = (
    "title", "kind", "summary", "mode", "place", "link", "organiser", "scope", "openness", "registers", "capacity",
    "fictional",
)  # fmt: skip
RULE = ("rank", "weekday", "starts_at", "ends_at", "skipped_months", "shift_holidays", "first_day", "last_day")
WRITTEN = (*(name for name in SHARED if name != "fictional"), *RULE)


@transaction.atomic
def add_series(*, title: str, by: Person, **values: Any) -> Series:
    """Its dates are drawn by the worker, or at once by `draw_dates`."""
    may.plan_series(by)
    values = {"title": title} | {name: value for name, value in values.items() if name in WRITTEN}
    check(values)
    series = Series.objects.create(**values, created_by=by)
    audit.record(by, "series-added", series)
    return series


@transaction.atomic
def edit_series(*, series: Series, seen: int, by: Person, **values: Any) -> Series:
    """What is already in the agenda stays as announced; the new rule draws the dates after those."""
    may.edit_series(by, series)
    values = {name: value for name, value in values.items() if name in WRITTEN}
    check({name: getattr(series, name) for name in WRITTEN} | values)
    changed = series.save_values(values, seen=seen)
    audit.record(by, "series-edited", series, fields=", ".join(changed))
    return series


def check(values: dict[str, Any]) -> None:
    if values["ends_at"] <= values["starts_at"]:
        raise Denied(_("Ce rendez-vous finit avant de commencer : reprenez les heures."))
    if values.get("last_day") and values["last_day"] < (values.get("first_day") or timezone.localdate()):
        raise Denied(_("Le dernier jour est avant le premier : reprenez les dates."))
    if values.get("openness", Openness.OPEN) != Openness.OPEN and values.get("scope") is None:
        raise Denied(_("Dites à quel cercle ce rendez-vous est réservé."))


@transaction.atomic
def draw_dates(*, series: Series, until: date) -> list[Event]:
    """The dates that the rule gives after the last one drawn, up to `until`. Drawn again, nothing is doubled (R089)."""
    drawn = {event.series_day for event in series.events.all() if event.series_day}
    start = max([series.first_day, timezone.localdate(), *drawn])
    end = min(until, series.last_day) if series.last_day else until
    events = [
        Event(
            **{name: getattr(series, name) for name in SHARED},
            series=series, series_day=day, state=EventState.CONFIRMED, created_by=series.created_by,
            starts_at=at(day, series.starts_at), ends_at=at(day, series.ends_at),
        )
        for day in series.rule.between(start, end)
        if day not in drawn
    ]  # fmt: skip
    return Event.objects.bulk_create(events)
