"""How the invented territories came in, and who sits in their delegations: the cohort `fictive` only."""

from datetime import UTC, datetime, time
from typing import Any

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.delegations.enums import Rank
from fabrique.accompaniment.delegations.models import Executive, Seat, StateInvitation
from fabrique.accompaniment.recruitment.actions import COMMITMENT
from fabrique.accompaniment.recruitment.enums import CandidacyState, ConditionState, PrerequisiteKind
from fabrique.accompaniment.recruitment.models import (
    Candidacy,
    Commitment,
    Condition,
    MutualSheet,
    Prerequisite,
    PresentationEvent,
)
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item

EVENT = ("held_on", "place", "territories_count", "note")
FILE = ("lead_from", "approached_on", "presented_on", "motivation", "project_idea", "capacity", "decision_reason")
SEAT = ("title", "starts_on", "left_on", "leaving_reason", "handover")
INVITATION = ("who", "invited_on", "invited_through", "answer", "answered_on", "note")


def some(row: dict[str, Any], names) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}


def load(data: dict[str, Any], *, by: Person) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for order, row in enumerate(data["prerequisites"]):
        values = {"kind": row["kind"], "order": order}
        Prerequisite.objects.update_or_create(cohort=cohort, label=row["label"], defaults=values)
    for row in data["presentations"]:
        PresentationEvent.objects.update_or_create(cohort=cohort, title=row["title"], defaults=some(row, EVENT))
    for row in data["files"]:
        place = Participation.objects.get(cohort=cohort, territory__code=row["territory"])
        write_file(place, row, by)
        write_delegation(place, row)


def write_file(place: Participation, row: dict[str, Any], by: Person) -> None:
    """The file of a territory that came in; made by the association, whose administrator stands for it."""
    decided = datetime.combine(row["presented_on"], time(18), UTC)
    values = some(row, FILE) | {
        "code": place.code, "scope": place.scope, "participation": place, "state": CandidacyState.ENGAGED,
        "decided_at": decided, "decided_by": by,
    }  # fmt: skip
    file = Candidacy.objects.update_or_create(cohort=place.cohort, territory=place.territory, defaults=values)[0]
    sheet = some(row["sheet"], ("gives", "receives", "out_of_scope", "calendar"))
    MutualSheet.objects.update_or_create(candidacy=file, defaults=sheet)
    signed = some(row["commitment"], ("quality", "means", "on_paper", "ended_on", "ended_because", "signed_on"))
    signed |= {"text": COMMITMENT, "text_number": 1, "recorded_by": by}
    Commitment.objects.update_or_create(
        candidacy=file, signer_name=row["commitment"]["signer_name"], defaults=signed
    )  # fmt: skip
    for prerequisite in place.cohort.conditions_to_enter.filter(kind=PrerequisiteKind.DELEGATION):
        waived = row.get("waiver", "")
        said = {"state": ConditionState.WAIVED if waived else ConditionState.MET, "reason": waived, "said_by": by}
        Condition.objects.update_or_create(candidacy=file, prerequisite=prerequisite, defaults=said)


def write_delegation(place: Participation, row: dict[str, Any]) -> None:
    items = {item.key: item for item in Item.objects.of(ReferentialKey.CATEGORIES)}
    for seat in row["seats"]:
        values = some(seat, SEAT) | {
            "category": items[seat["category"]],
            "sub_type": items.get(seat.get("sub_type")),
            "rank": seat.get("rank", Rank.HOLDER),
        }
        Seat.objects.update_or_create(participation=place, name=seat["name"], defaults=values)
    by_name = {seat.name: seat for seat in place.seats.all()}
    for seat in row["seats"]:
        links = {name: by_name[seat[name]] for name in ("substitute_of", "replaces") if name in seat}
        if links:
            Seat.objects.filter(pk=by_name[seat["name"]].pk).update(**links)
    for invitation in row.get("invitations", []):
        StateInvitation.objects.update_or_create(
            participation=place, service=invitation["service"], defaults=some(invitation, INVITATION)
        )
    if "executive" in row:
        values = {name: value for name, value in row["executive"].items() if name != "source"}
        Executive.objects.update_or_create(participation=place, defaults=values)
    if "referent" in row:
        animate(place, row["referent"])


def animate(place: Participation, name: str) -> Person:
    """An invented person without an address: a name on a page, nobody who signs in."""
    person = Person.objects.get_or_create(code=f"fictive-{place.territory.code}", defaults={"name": name, "email": None})[0]  # fmt: skip
    RoleGrant.objects.get_or_create(
        person=person, role=Role.DELEGATION_REFERENT, scope=place.scope, ended_at=None,
        defaults={"starts_on": place.joined_on},
    )  # fmt: skip
    return person
