"""From what a group shared to the referential of the four categories (R053, R408)."""

import pytest

from fabrique.accompaniment.peers import actions
from fabrique.accompaniment.peers.tests.among import WORDS, validated
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.actions import propose
from tests.world import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared():
    group, people, statement = validated()
    return group, people[0], actions.release(statement=statement, by=group.facilitator)


def proposed(by, statement):
    words = {"part": "power", "said_by": "elected", "name_fr": "Nous rappelons", "why": "entendu"}
    return propose(change="add", by=by, source="peers", ref=statement.code, **words)


def test_shared_text_feeds_a_proposal_until_it_is_taken_back(sign_in, shared):
    """Words for the cohort alone, seen red with the provider blind to its reader; gone once taken back."""
    group, member, statement = shared
    proposal = proposed(member, statement)
    inside, outside = sign_in(member), make_person(Role.ALLY_PERSON)

    assert f"source=peers&amp;ref={statement.code}" in inside.get(f"/parcours/cohortes/{group.cohort.code}/groupes-de-pairs/paroles").text  # fmt: skip
    assert WORDS in inside.get(proposal.get_absolute_url()).text
    page = sign_in(outside).get(proposal.get_absolute_url()).text
    assert WORDS not in page
    assert "un texte partagé par un groupe de pairs" in page

    actions.take_back(statement=statement, reason="trop tôt", by=group.facilitator)

    page = sign_in(member).get(proposal.get_absolute_url()).text
    assert WORDS not in page
    assert "Ces mots ont été retirés depuis." in page
