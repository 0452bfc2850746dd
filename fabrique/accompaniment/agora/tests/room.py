"""An Agora, its four categories and the people who speak for them."""

from django.utils import timezone

from fabrique.accompaniment.agora import actions
from fabrique.accompaniment.agora.models import Agora, AgoraItem, FollowUp
from fabrique.accompaniment.peers import actions as peers
from fabrique.accompaniment.peers.tests.among import agreed, category, running
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_lead, make_participation, make_person, make_seat

KEYS = ("elected", "agent", "socio-economic", "state")
WORDS = "canari : venez avant la fin"


def categories():
    """The four of them, in the referential in force."""
    return [category(key) for key in KEYS]


def make_agora(cohort=None, state="open", **fields) -> Agora:
    categories()
    return Agora.objects.create(**{"cohort": cohort or make_cohort(), "name": "Agora", "state": state} | fields)


def speaker(agora, key="elected", place=None, role=Role.DELEGATION_MEMBER):
    """Somebody whose seat is of this category, in a delegation that meets there."""
    place = place or agora.participation or make_participation(agora.cohort)
    person = make_person(role, place.scope)
    make_seat(place, key, person=person, name="")
    return person


def lead_of(agora):
    return make_lead(agora.cohort)


def reader_of(agora):
    """Of the cohort, without a seat."""
    return make_person(Role.DELEGATION_MEMBER, make_participation(agora.cohort).scope)


def claim(agora, key="elected", to="state", text=WORDS, **fields) -> AgoraItem:
    facts = {
        "agora": agora,
        "kind": "claim",
        "category": category(key),
        "to": category(to) if to else None,
        "text": text,
    }
    return AgoraItem.objects.create(**facts | {"by_hand": True} | fields)


def released(cohort=None, text=WORDS, kind="claim", to="state"):
    """A statement that the elected of a cohort shared, and its facilitator."""
    categories()
    group, people = running()
    if cohort:
        group.cohort = cohort
        group.save(update_fields=["cohort"])
    statement = agreed(group, people, text=text, kind=kind, **({"to": category(to)} if to else {}))
    group = peers.move(group=group, name="validate", by=group.facilitator)
    return peers.release(statement=statement, by=group.facilitator)


def given(agora, item, key="state", says="accept", words=""):
    """An answer, by two people of the category."""
    first, second = speaker(agora, key), speaker(agora, key)
    made = actions.answer(item=item, category=category(key), says=says, words=words, by=first)
    return actions.agree(answer=made, by=second, seen=made.version)


def proposed(agora, by=None, **fields):
    facts = {"agora": agora, "title": "Se voir avant", "scale": "region", "categories": [category("state")]} | fields
    return actions.propose(**facts, by=by or lead_of(agora))


def adopted(agora, by=None, **fields):
    lead = by or lead_of(agora)
    made = proposed(agora, by=lead, **fields)
    made = actions.move_resolution(resolution=made, name="debate", by=lead, seen=made.version)
    return actions.move_resolution(resolution=made, name="adopt", by=lead, seen=made.version)


def due(resolution, months=3) -> FollowUp:
    """Its moment has come today."""
    FollowUp.objects.filter(resolution=resolution, months=months).update(due_on=timezone.localdate())
    return resolution.follow_ups.get(months=months)
