"""A group of peers, its members and what they write."""

from itertools import count

from django.utils import timezone

from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers import actions
from fabrique.accompaniment.peers.models import Membership, PeerGroup
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from tests.world import make_cohort, make_item, make_lead, make_participation, make_person, make_seat

WORDS = "canari : on ne rappelle jamais"
_numbers = count(1)


def category(key="elected") -> Item:
    return Item.objects.filter(key=key).first() or make_item(ReferentialKey.CATEGORIES, key)


def make_group(cohort=None, **fields) -> PeerGroup:
    cohort = cohort or make_cohort()
    facilitator = make_person(Role.PEER_GROUP_FACILITATOR, cohort.scope)
    facts = {
        "cohort": cohort,
        "category": category(),
        "facilitator": facilitator,
        "label": f"G{next(_numbers)}",
    } | fields
    return PeerGroup.objects.create(**facts)


def somebody(group, place=None, key="", role=Role.DELEGATION_MEMBER, **fields):
    """Somebody of a delegation of the cohort who holds a seat of the group's category, and may be proposed."""
    place = place or make_participation(group.cohort)
    person = make_person(role, place.scope)
    make_seat(place, key or group.category.key, person=person, name="", **fields)
    return person


def member(group, place=None, **fields):
    """In already, as if everybody had answered."""
    person = somebody(group, place, **fields)
    seat = Seat.objects.get(person=person)
    facts = {"participation": seat.participation, "seat": seat, "state": "in", "accepted_on": timezone.localdate()}
    Membership.objects.create(group=group, person=person, **facts)
    return person


def lead_of(group):
    return make_lead(group.cohort)


def running(members=3, state="running"):
    """A group under way and its members; the facilitator is `group.facilitator`."""
    group = make_group(state=state)
    return group, [member(group) for _ in range(members)]


def write(group, author, text=WORDS, **fields):
    return actions.contribute(**{"group": group, "kind": "stake", "text": text, "by": author} | fields)


def agreed(group, people, text=WORDS, **fields):
    """A statement that every member recognises, in a group that gives its synthesis to be read again."""
    statement = actions.draft_statement(
        **{"group": group, "kind": "revelation", "text": text, "by": group.facilitator} | fields
    )
    if group.state == "running":
        PeerGroup.objects.filter(pk=group.pk).update(state="drafted")
        group.refresh_from_db()
        statement.group = group
    for person in people:
        actions.answer_statement(statement=statement, says="recognise", by=person)
    return statement


def validated(members=3):
    group, people = running(members)
    statement = agreed(group, people)
    return actions.move(group=group, name="validate", by=group.facilitator), people, statement
