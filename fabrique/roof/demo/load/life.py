"""What the invented cohort lives between two sessions: help, decisions, calendar, calls, consultations."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.models import Limit
from fabrique.accompaniment.improvements.models import Improvement
from fabrique.accompaniment.support import working_days
from fabrique.accompaniment.support.actions import ANSWER_WITHIN
from fabrique.accompaniment.support.models import Alert, Answer, Question, Reply, Slot, Thread
from fabrique.accompaniment.workspace.models import (
    Call,
    Card,
    Consultation,
    Decision,
    Follower,
    Period,
    Position,
    Public,
    Victory,
)
from fabrique.ground.people.models import Person
from fabrique.roof.demo.load.people import DOMAIN


def load_life(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for row in data["questions"]:
        write_question(cohort, row)
    for row in data["slots"]:
        write_slot(cohort, row)
    for row in data["alerts"]:
        values = {"cohort": cohort, "raised_on": day(row)} | {
            name: row[name] for name in ("ear", "state", "text", "wish")
        }
        Alert.objects.get_or_create(code=row["code"], defaults=values)
    write_memory(cohort, data)
    for row in data["positions"]:
        values = kept(row, "ambition", "on_expectations", "gaps", "wanted", "follows")
        Position.objects.update_or_create(participation=place(cohort, row), moment=row["moment"], defaults=values)
    for row in data["victories"]:
        values = {"won_on": day(row)} | kept(row, "size", "thanks_to")
        Victory.objects.update_or_create(participation=place(cohort, row), title=row["title"], defaults=values)
    for row in data["improvements"]:
        values = {"applied_in": cohort} | kept(row, "state", "how", "seen")
        one = Improvement.objects.get_or_create(cohort=cohort, title=row["title"], defaults=values)[0]
        one.limits.set(Limit.objects.filter(code__in=row["limits"]))
    for row in data["threads"]:
        write_thread(cohort, row)
    for row in data["consultations"]:
        write_consultation(cohort, row)


def person(role: str) -> Person:
    return Person.objects.get(email=f"{role}@{DOMAIN}")


def place(cohort: Cohort, row: dict[str, Any]) -> Participation:
    return cohort.participations.get(territory__code=row["territory"])


def day(row: dict[str, Any]) -> date:
    return timezone.localdate() + timedelta(days=row.get("in_days", 0) - row.get("days_ago", 0))


def at(moment: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(moment, time(hour)))


def kept(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}


def write_question(cohort: Cohort, row: dict[str, Any]) -> None:
    asked = at(day(row), 10)
    values = kept(row, "addressed_to", "state", "title", "text") | {
        "participation": place(cohort, row),
        "asked_at": asked,
        "asked_by": person(row["asked_by"]),
        "answer_by": working_days.after(asked.date(), ANSWER_WITHIN),
        "owner": person(row["owner"]) if "owner" in row else None,
    }
    question, made = Question.objects.get_or_create(code=row["code"], defaults=values)
    for role, text in row.get("answers", []) if made else []:
        Answer.objects.create(
            question=question, text=text, written_by=person(role), written_at=asked + timedelta(days=1)
        )


def write_thread(cohort: Cohort, row: dict[str, Any]) -> None:
    values = {"project": place(cohort, row).projects.first(), "begun_by": person(row["by"])}
    thread, made = Thread.objects.get_or_create(code=row["code"], defaults=values | kept(row, "tag", "title", "text"))
    for role, text in row.get("replies", []) if made else []:
        Reply.objects.create(thread=thread, text=text, written_by=person(role))


def write_slot(cohort: Cohort, row: dict[str, Any]) -> None:
    values = {
        "cohort": cohort,
        "starts_at": at(day(row), row["hour"]),
        "place": row["place"],
        "offered_by": person(row["by"]),
    }
    if "booked_by" in row:
        values |= {
            "state": "booked",
            "booked_by": person(row["booked_by"]),
            "booked_at": timezone.now(),
            "subject": row["subject"],
        }
    Slot.objects.get_or_create(code=row["code"], defaults=values)


def write_memory(cohort: Cohort, data: dict[str, Any]) -> None:
    """Days move with the day of loading, so that what is to come stays to come; the rest is found by its title."""
    writer = person("delegation-referent")
    for row in data["periods"]:
        dates = {"starts_on": day(row), "ends_on": day(row) + timedelta(days=row["days"] - 1)}
        Period.objects.update_or_create(
            participation=place(cohort, row), title=row["title"], defaults=dates | kept(row, "kind")
        )
    for row in data["decisions"]:
        values = kept(row, "body", "title", "reason", "present", "story") | {
            "participation": place(cohort, row), "decided_on": day(row), "written_by": writer,
            "replaces": Decision.objects.get(code=row["replaces"]) if "replaces" in row else None,
        }  # fmt: skip
        Decision.objects.get_or_create(code=row["code"], defaults=values)
    for order, row in enumerate(data["cards"]):
        values = {"order": order} | kept(row, "does", "decides", "not_its_role")
        Card.objects.update_or_create(
            participation=place(cohort, row), kind=row["kind"], name=row["name"], defaults=values
        )
    for row in data["calls"]:
        values = {"closes_on": day(row)} | kept(row, "launched_by", "fit", "state", "reason")
        Call.objects.update_or_create(participation=place(cohort, row), title=row["title"], defaults=values)


def write_consultation(cohort: Cohort, row: dict[str, Any]) -> None:
    values = kept(row, "came", "newcomers", "heard", "notice") | {"held_on": day(row)}
    if "notice" in row:
        values["notice_on"] = day(row) + timedelta(days=15)
    consultation = Consultation.objects.update_or_create(
        participation=place(cohort, row), title=row["title"], defaults=values
    )[0]
    for order, (label, count) in enumerate(row["publics"]):
        Public.objects.update_or_create(
            consultation=consultation, label=label, defaults={"order": order, "count": count}
        )
    told = consultation.notice_on and at(consultation.notice_on, 9)
    for role in row.get("followed_by", []):
        Follower.objects.update_or_create(consultation=consultation, person=person(role), defaults={"told_at": told})
