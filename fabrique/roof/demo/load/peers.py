"""Groups of peers of the invented cohort: one a category, each at another moment of its path."""

from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers import actions, rereading
from fabrique.accompaniment.peers.models import Membership, PeerGroup
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import person

SEATED = "fictive-seat-"
# how far the facilitator takes a group
PATH = {
    "formed": [], "running": ["start"], "drafted": ["start", "draft"], "released": ["start", "draft", "validate"],
}  # fmt: skip


def load_peers(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    if PeerGroup.objects.filter(cohort=cohort).exists():
        return
    categories = {item.key: item for item in Item.objects.categories(cohort.scope)}
    for row in data["groups"]:
        load_group(cohort, row, categories)
    # nobody reads the letters of people who have no address
    Notice.objects.filter(person__code__startswith=SEATED).delete()


def load_group(cohort: Cohort, row: dict[str, Any], categories: dict[str, Item]) -> None:
    facilitator, lead = person(Role.PEER_GROUP_FACILITATOR), person(LEADS[0])
    group = actions.open_group(
        cohort=cohort, category=categories[row["category"]], facilitator=facilitator, dates=row["dates"], by=lead
    )
    people = {name: seated(group, name) for name in row["members"]}
    for role in row.get("invited", []):
        place(group, person(role))
    for one in row["contributions"]:
        facts = {"kind": one["kind"], "text": one["text"], "to": categories.get(one.get("to", "")), "signed": one.get("signed", False)}  # fmt: skip
        actions.contribute(group=group, by=people[one["author"]] if "author" in one else facilitator, **facts)
    for one in row.get("messages", []):
        actions.say(group=group, text=one["text"], by=people[one["author"]])
    lead_on(group, row, categories, list(people.values()))


def lead_on(group: PeerGroup, row: dict[str, Any], categories: dict[str, Item], people: list[Person]) -> None:
    """What is shared leaves one by one; what one could be named by stays."""
    facilitator = group.facilitator
    path = list(PATH[row["state"]])
    if path:
        group = actions.move(group=group, name=path.pop(0), by=facilitator)
    told = row.get("statements", [])
    for one in sorted(told, key=lambda one: not one.get("released")):
        late = path == ["validate"]
        if not one.get("released") and late:
            group = actions.move(group=group, name=path.pop(0), by=facilitator)
        statement = actions.draft_statement(
            group=group, kind=one["kind"], text=one["text"], to=categories.get(one.get("to", "")), due_on=one.get("due_on"), by=facilitator
        )  # fmt: skip
        if path and path[0] == "draft":
            group = actions.move(group=group, name=path.pop(0), by=facilitator)
        statement.group = group
        for who, says in zip(people, one["says"], strict=False):
            actions.answer_statement(statement=statement, says=says, by=who)
    for statement in group.statements.all() if group.state == "validated" else []:
        if not rereading.missing(statement, members=rereading.codes_in(group)):
            actions.release(statement=statement, by=facilitator)


def seated(group: PeerGroup, name: str) -> Person:
    """An invented person without an address, on the seat that bears their name."""
    seat = Seat.objects.get(participation__cohort=group.cohort, name=name, left_on=None)
    who = seat.person or Person.objects.get_or_create(code=f"{SEATED}{seat.code}", defaults={"name": name, "email": None})[0]  # fmt: skip
    RoleGrant.objects.get_or_create(
        person=who, role=Role.DELEGATION_MEMBER, scope=seat.participation.scope, ended_at=None
    )
    place(group, who, seat=seat, state="in", accepted_on=timezone.localdate())
    return who


def place(group: PeerGroup, who: Person, **fields: Any) -> None:
    seat = fields.pop("seat", None)
    participation = seat.participation if seat else group.cohort.participations.order_by("pk").first()
    facts = {"participation": participation, "seat": seat} | fields
    Membership.objects.get_or_create(group=group, person=who, defaults=facts)
