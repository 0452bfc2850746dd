"""The entry door of the invented alliance: permanences, messages, monthly meetings, accompaniments outside cohorts."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, LeverAnswer, Load
from fabrique.accompaniment.devices.models import Accompaniment, Device
from fabrique.ground.agenda.enums import EventState, RegistrationState
from fabrique.ground.agenda.models import Event, Registration, Series
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from fabrique.ground.permanences.models import Matter, Meeting, Sitting, slots
from fabrique.ground.territories.models import Territory
from fabrique.roof.demo.load.life import at, day, kept, person
from fabrique.roof.demo.load.rows import organisation

HOST = "Maison des Gués rieurs"


def load_door(data: dict[str, Any]) -> None:
    series = Series.objects.get(code="permanence-fictive")
    host = {"person": person(Role.ALLY_REPRESENTATIVE), "organisation": organisation(HOST, fictional=True)}
    Membership.objects.get_or_create(**host, ends_on=None, defaults={"starts_on": date(2024, 1, 1)})
    for row in data["slots"]:
        write_slot(series, row)
    for row in data["matters"]:
        write_matter(row)
    for row in data["meetings"]:
        write_meeting(row)
    for row in data["accompaniments"]:
        write_accompaniment(row)
    write_design(Cohort.objects.get(code="fictive", fictional=True), data)


def write_slot(series: Series, row: dict[str, Any]) -> None:
    values = {name: getattr(series, name) for name in ("title", "kind", "mode", "summary", "organiser", "scope")}
    values |= {"state": EventState.HELD, "registers": False, "fictional": True}
    values |= {"starts_at": at(day(row), 11), "ends_at": at(day(row), 13)}
    event = Event.objects.get_or_create(code=row["code"], defaults=values)[0]
    counts = {"allies_came": row["allies"], "others_came": row["others"], "minutes": row["minutes"]}
    Sitting.objects.update_or_create(event=event, defaults=counts)


def write_matter(row: dict[str, Any]) -> None:
    """What was left lately waits for the permanence to come."""
    left = at(day(row), 10)
    slot = Event.objects.filter(code=row.get("slot")).first() or slots().standing().to_come().first()
    values = kept(row, "kind", "state", "consent", "text", "question", "answer", "destination", "routed_to", "guest_name",
                  "guest_email") | {"left_at": left, "slot": slot, "fictional": True}  # fmt: skip
    values["due_on"] = slot.day if slot else left.date() + timedelta(days=30)
    employee = person(Role.ASSOCIATION_EMPLOYEE)
    if row["state"] != "received":
        values["owner"] = employee
    if "answer" in row:
        values |= {"answered_at": left + timedelta(days=5)}
    if row.get("published"):
        values |= {"published_at": left + timedelta(days=6), "published_by": employee}
    if "author" in row:
        values["author"] = person(row["author"])
    Matter.objects.get_or_create(code=row["code"], defaults=values)


def month_in(months: int) -> date:
    today = timezone.localdate()
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def write_meeting(row: dict[str, Any]) -> None:
    month = month_in(row["in_months"])
    if "code" not in row:
        Meeting.objects.get_or_create(month=month)
        return
    hosts = [organisation(name, fictional=True) for name in row["hosts"]]
    moment = {"starts_at": at(month.replace(day=12), 14), "ends_at": at(month.replace(day=12), 16)}
    says = {"title": row["title"], "kind": "meeting", "state": row["state"], "organiser": hosts[0], "fictional": True}
    event = Event.objects.get_or_create(code=row["code"], defaults=says | moment)[0]
    for role in row.get("present", []):
        here = {"state": RegistrationState.PRESENT, "at": moment["starts_at"]}
        Registration.objects.get_or_create(event=event, person=person(role), defaults=here)
    facts = {"month": event.day.replace(day=1), "promises": row.get("promises", "")}
    Meeting.objects.get_or_create(event=event, defaults=facts)[0].hosts.set(hosts)


def write_accompaniment(row: dict[str, Any]) -> None:
    """Of invented territories only: nothing invented touches a real one."""
    invented = Territory.objects.filter(fictional=True)
    values = kept(row, "state", "period", "objectives", "outcomes") | {
        "device": Device.objects.get(code=row["device"]), "territory": invented.get(code=row["territory"]),
    }  # fmt: skip
    if "declared_by" in row:
        values["declared_by"] = organisation(row["declared_by"], fictional=True)
    one = Accompaniment.objects.get_or_create(code=row["code"], defaults=values)[0]
    one.others.set(invented.filter(code__in=row.get("others", [])))
    one.team.set([organisation(name, fictional=True) for name in row["team"]])


def write_design(cohort: Cohort, data: dict[str, Any]) -> None:
    for row in data["levers"]:
        values = {"text": row["text"], "left_aside": row.get("left_aside", False)}
        LeverAnswer.objects.update_or_create(cohort=cohort, lever=row["key"], defaults=values)
    for row in data["loads"]:
        values = {"paid_quarter_days": row["paid"], "unpaid_quarter_days": row["unpaid"], "note": row.get("note", "")}
        who = organisation(row["organisation"], fictional=True)
        Load.objects.update_or_create(cohort=cohort, organisation=who, period=row["period"], defaults=values)
