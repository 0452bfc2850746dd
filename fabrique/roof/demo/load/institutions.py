"""What a cohort does with its institutions: stated by the report for a real one, invented for the other."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.contracts.models import Contract, ContractLine, Exchange
from fabrique.accompaniment.engineering.models import Coverage, EngineeringSupport, HandOver
from fabrique.accompaniment.institutions.models import ActionSheet, Contact, DecisionDate, IntentionNote, JointEvent
from fabrique.accompaniment.programme.models import Session
from fabrique.ground.agenda.models import Event
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.roof.demo.load.life import day, kept, person, place
from fabrique.roof.demo.load.rows import organisation, picked
from fabrique.roof.demo.load.sources import FICTION


def load_stated(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code=data["cohort"]["code"])
    for row in data["intention_notes"]:
        values = picked(row, "state", "period", "text", "answer", "source") | {"institution": organisation(row["institution"])}  # fmt: skip
        IntentionNote.objects.update_or_create(cohort=cohort, number=row["number"], defaults=values)
    for row in data["joint_events"]:
        session = Session.objects.get(code=row["session"].lower())
        JointEvent.objects.update_or_create(cohort=cohort, session=session, defaults=picked(row, "shares", "source"))


def load_invented(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for row in data["organisations"]:
        Organisation.objects.filter(pk=organisation(row["name"], fictional=True).pk).update(
            fictional=True, category=row["category"], source=FICTION
        )
    write_relations(cohort, data)
    for row in data["contracts"]:
        write_contract(cohort, row)
    supports = {row["key"]: write_support(row) for row in data["supports"]}
    for row in data["hand_overs"]:
        write_hand_over(cohort, row, supports[row["support"]])


def write_relations(cohort: Cohort, data: dict[str, Any]) -> None:
    for row in data["notes"]:
        values = kept(row, "state", "text", "answer") | {
            "handed_on": day(row), "institution": organisation(row["institution"]), "source": FICTION
        }  # fmt: skip
        IntentionNote.objects.update_or_create(cohort=cohort, number=row["number"], defaults=values)
    contacts = {row["key"]: write_contact(cohort, row) for row in data["contacts"]}
    for row in data["decisions"]:
        dated = "in_days" in row or "days_ago" in row
        values = kept(row, "period", "expected", "outcome") | {"on": day(row) if dated else None}
        DecisionDate.objects.update_or_create(
            cohort=cohort, organisation=organisation(row["organisation"]), body=row["body"], defaults=values
        )
    for row in data["sheets"]:
        sheet = cohort.action_sheets.filter(title=row["title"])
        sheet.update(partner=contacts[row["partner"]], in_charge=person(Role.COHORT_LEAD))
        if "review_days_ago" in row:
            sheet.update(review_on=ago(row["review_days_ago"]))
    for row in data["moments"]:
        values = {"sheet": ActionSheet.objects.get(cohort=cohort, title=row["sheet"]), "source": FICTION}
        JointEvent.objects.update_or_create(
            cohort=cohort, event=Event.objects.get(code=row["event"]), defaults=values | kept(row, "shares")
        )


def ago(days: int):
    return timezone.localdate() - timedelta(days=days)


def write_contact(cohort: Cohort, row: dict[str, Any]) -> Contact:
    values = kept(row, "subject", "email", "phone") | {
        "participation": place(cohort, row) if "territory" in row else None,
        "ended_on": ago(row["ended_days_ago"]) if "ended_days_ago" in row else None,
    }
    return Contact.objects.update_or_create(
        cohort=cohort, organisation=organisation(row["organisation"]), hat=row["hat"], defaults=values
    )[0]


def write_contract(cohort: Cohort, row: dict[str, Any]) -> None:
    values = kept(row, "kind", "state", "orientations", "starts_on", "ends_on") | {
        "institution": organisation(row["institution"]),
        "signed_on": ago(row["signed_days_ago"]) if "signed_days_ago" in row else None,
        "review_on": ago(-row["review_in_days"]),
        "in_charge": person(Role.COHORT_LEAD),
        "source": FICTION,
    }
    contract = Contract.objects.update_or_create(cohort=cohort, title=row["title"], defaults=values)[0]
    contract.participations.set([place(cohort, {"territory": code}) for code in row["territories"]])
    contract.bodies.set([organisation(name) for name in row["bodies"]])
    for order, line in enumerate(row["lines"]):
        values = {"order": order} | kept(line, "strategy", "immaterial", "amount_cents") | {
            "project": place(cohort, {"territory": line["project"]}).projects.first() if "project" in line else None,
            "funder": organisation(line["funder"]) if "funder" in line else None,
        }  # fmt: skip
        ContractLine.objects.update_or_create(contract=contract, title=line["title"], defaults=values)
    for said in row.get("exchanges", []):
        values = kept(said, "hat", "said", "next_step") | {
            "body": organisation(said["body"]), "held_on": day(said), "written_by": person(Role.COHORT_LEAD),
            "due_on": ago(said["due_days_ago"]) if "due_days_ago" in said else None,
        }  # fmt: skip
        Exchange.objects.update_or_create(contract=contract, subject=said["subject"], defaults=values)


def write_support(row: dict[str, Any]) -> EngineeringSupport:
    values = kept(row, "level", "does", "does_not", "hat", "email") | {
        "subjects": f"|{'|'.join(row['subjects'])}|", "fictional": True, "source": FICTION
    }  # fmt: skip
    support = EngineeringSupport.objects.update_or_create(
        organisation=organisation(row["organisation"]), name=row["name"], defaults=values
    )[0]
    for department in row["departments"]:
        Coverage.objects.get_or_create(support=support, department=department)
    return support


def write_hand_over(cohort: Cohort, row: dict[str, Any], support: EngineeringSupport) -> None:
    proposed = timezone.now() - timedelta(days=row["days_ago"])
    values = kept(row, "state", "asked", "done", "reply") | {"proposed_by": person(row["by"]), "proposed_at": proposed}
    if row["state"] != "proposed":
        values |= {"agreed_by": person(row["by"]), "agreed_at": proposed, "sent_on": proposed.date(),
                   "answered_on": proposed.date() + timedelta(days=12)}  # fmt: skip
    HandOver.objects.get_or_create(support=support, participation=place(cohort, row), defaults=values)
