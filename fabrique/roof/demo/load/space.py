"""What the invented delegation keeps for itself: its pair, its reviews, its pauses, its methods, who came."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.delegations.models import Assistance, EconomicPlace, LightMode, Seat
from fabrique.accompaniment.pairs.models import CommonText, Definition, Mandate, Pair, Point, Side, Statement
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workspace.models import MethodSheet, Misstep, Pause, Procedure, Review, Victory
from fabrique.ground.agenda.models import Event, Registration
from fabrique.roof.demo.load.life import at, day, kept, person, place


def load_space(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for row in data["pairs"]:
        write_pair(cohort, row)
    for row in data["reviews"]:
        write_review(cohort, row)
    for row in data["pauses"]:
        event = Event.objects.get(code=row["event"])
        values = {"participation": place(cohort, row), "event": event, "format": row["format"]}
        Pause.objects.update_or_create(code=row["code"], defaults=values)
    for row in data["missteps"]:
        values = {"participation": place(cohort, row), "noted_on": day(row)} | kept(row, "tried", "happened", "learned")
        Misstep.objects.update_or_create(
            code=row["code"], defaults=values | {"shared_on": day(row) if "shared" in row else None}
        )
    for row in data["methods"]:
        where = place(cohort, row)
        values = {"participation": where, "project": where.projects.order_by("pk").first()}
        values |= kept(row, "theme", "did", "with_whom", "to_change", "state")
        MethodSheet.objects.update_or_create(code=row["code"], defaults=values)
    for row in data["serves"]:
        where = place(cohort, row)
        project = where.projects.order_by("pk").first()
        Victory.objects.filter(participation=where, title=row["victory"]).update(project=project)
    write_helps(cohort, data)
    for row in data["presences"]:
        write_presence(cohort, row)


def moment(row: dict[str, Any], name: str = "days_ago") -> datetime:
    return at(timezone.localdate() - timedelta(days=row[name]), 9)


def write_pair(cohort: Cohort, row: dict[str, Any]) -> None:
    """Made once: what two people said is not rewritten by another loading."""
    values = {
        "participation": place(cohort, row), "elected": person(row["elected"]), "agent": person(row["agent"]),
        "about": row["about"], "state": "active", "proposed_at": moment(row), "proposed_by": person(row["agent"]),
        "begun_on": day(row),
    }  # fmt: skip
    pair, made = Pair.objects.get_or_create(code=row["code"], defaults=values)
    if not made:
        return
    for side in row["sides"]:
        Side.objects.create(pair=pair, person=person(side["by"]), **kept(side, "expects", "brings", "contact"))
    for one in row["mandates"]:
        Mandate.objects.create(pair=pair, given_by=person(one["by"]), given_on=day(one), **kept(one, "what", "limits"))
    for point in row["points"]:
        decided = {}
        if "decision" in point:
            decided = {"state": "decided", "decision": point["decision"], "decided_by": pair.other(person(point["by"])),
                       "decided_at": moment(point, "decided_days_ago")}  # fmt: skip
        wanted = timezone.localdate() + timedelta(days=point["in_days"]) if "in_days" in point else None
        Point.objects.create(pair=pair, question=point["question"], opened_by=person(point["by"]),
                             opened_at=moment(point), wanted_by=wanted, **decided)  # fmt: skip
    for word in row["words"]:
        write_word(pair, word)


def write_word(pair: Pair, row: dict[str, Any]) -> None:
    definition = Definition.objects.create(
        pair=pair, word=row["word"], opened_by=person(row["by"]), opened_at=moment(row)
    )
    for role, text in row["said"]:
        Statement.objects.create(definition=definition, person=person(role), text=text)
    for number, (role, text, agreed) in enumerate(row["texts"], start=1):
        by = person(role)
        both = {"agreed_at": moment(row), "agreed_by": pair.other(by)} if agreed else {}
        CommonText.objects.create(
            definition=definition, number=number, text=text, proposed_by=by, proposed_at=moment(row), **both
        )


def write_review(cohort: Cohort, row: dict[str, Any]) -> None:
    where = place(cohort, row)
    values = {
        "title": row["title"], "place": row["place"], "mode": "in-person", "scope": where.scope, "openness": "closed",
        "starts_at": at(day(row), row["hour"]), "state": "confirmed", "fictional": True, "created_by": person("delegation-referent"),
    }  # fmt: skip
    event = Event.objects.update_or_create(code=f"date-{row['code']}", defaults=values)[0]
    project = where.projects.order_by("pk").first()
    values = {"participation": where, "project": project, "event": event, "purpose": row["purpose"]}
    review = Review.objects.update_or_create(code=row["code"], defaults=values)[0]
    for one in row["procedures"]:
        values = kept(one, "service", "answer", "words", "next_act")
        values["answered_on"] = timezone.localdate() - timedelta(days=one["days_ago"]) if "days_ago" in one else None
        values["next_on"] = timezone.localdate() + timedelta(days=one["in_days"]) if "in_days" in one else None
        Procedure.objects.update_or_create(review=review, title=one["title"], defaults=values)


def write_helps(cohort: Cohort, data: dict[str, Any]) -> None:
    referent = person("delegation-referent")
    for row in data["economic"]:
        values = kept(row, "adapted_hours", "compensation", "compensation_note")
        EconomicPlace.objects.update_or_create(participation=place(cohort, row), defaults=values)
    for row in data["light"]:
        values = kept(row, "relay", "relay_for", "relay_reached") | {"chosen_by": referent}
        LightMode.objects.update_or_create(participation=place(cohort, row), defaults=values)
    for row in data["assistance"]:
        values = {"person": person(row["person"]), "given_by": referent, "given_at": moment(row)}
        Assistance.objects.get_or_create(participation=place(cohort, row), ended_at=None, defaults=values)
    for row in data["accounts"]:
        for name, role in row["seats"]:
            Seat.objects.filter(participation=place(cohort, row), name=name).update(person=person(role))


def write_presence(cohort: Cohort, row: dict[str, Any]) -> None:
    """A past session gets the date it had in the agenda, and who was there."""
    session = Session.objects.filter(cohort=cohort, code=row["session"].lower()).first() or Session.objects.get(
        cohort=cohort, code=row["session"]
    )
    if session.event is None:
        start = timezone.make_aware(datetime.combine(session.date, time(9)))
        values = {"title": session.title, "starts_at": start, "state": "held", "scope": cohort.scope, "openness": "circle",
                  "fictional": True, "follows": True}  # fmt: skip
        session.event = Event.objects.update_or_create(code=f"date-{session.code}", defaults=values)[0]
        session.save(update_fields=["event"])
    for role in row["came"]:
        Registration.objects.update_or_create(
            event=session.event, person=person(role), defaults={"state": "present", "at": session.event.starts_at}
        )
