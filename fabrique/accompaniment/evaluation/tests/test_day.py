"""The evaluation day: what is on its page, what its paper may hold, who prepares it."""

import pytest
from django.urls import reverse

from fabrique.accompaniment.evaluation import day
from fabrique.accompaniment.evaluation.models import ChangeStory
from fabrique.core.documents.html import standalone
from fabrique.ground.people.enums import Role
from tests.world import (
    make_effect,
    make_lead,
    make_limit,
    make_participation,
    make_person,
    make_referent,
    make_viewpoint,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


def at(place, *more):
    return reverse("evaluation:day-file" if more else "evaluation:day", args=[place.cohort.code, *more])


def test_page_says_what_each_territory_brings_and_what_still_waits(place, sign_in):
    make_effect(place, "published")
    make_effect(place, "accepted")
    make_limit(place)
    make_viewpoint(place, "ally", state="not-expressed")
    ChangeStory.objects.create(participation=place, title="Un soir", before="A", after="B", written_by=make_person())

    page = sign_in(make_lead(place.cohort)).get(at(place)).text

    assert "1 effet publié" in page
    assert "1 texte relu attend l’accord" in page
    assert "Un soir" in page
    assert "non exprimé à ce jour" in page


def test_paper_holds_what_is_published_and_nothing_else(place):
    """Seen red with the published ones not chosen: the lead may read all these words, the other delegations may not."""
    make_effect(place, "published", label="public", text="Dit à tous")
    make_effect(place, "accepted", text="canari relu")
    make_effect(place, text="canari proposé")
    make_limit(place, "accepted", text="canari limite")
    ChangeStory.objects.create(
        participation=place, title="canari", before="canari", after="B", written_by=make_person()
    )

    paper = standalone(day.build(make_lead(place.cohort), place.cohort, "fr"))

    assert "Dit à tous" in paper
    assert "canari" not in paper


@pytest.mark.parametrize("name", ["html", "odt"])
def test_paper_is_taken_by_those_who_prepare_the_day(place, sign_in, name):
    evaluator = make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)

    assert sign_in(evaluator).get(at(place, name)).status_code == 200
    assert sign_in(make_referent(place)).get(at(place, name)).status_code == 403
    assert sign_in(make_referent(place)).get(at(place)).status_code == 403


def test_page_costs_the_same_whatever_its_length(place, sign_in, django_assert_max_num_queries):
    client = sign_in(make_lead(place.cohort))

    def fill(times):
        for _ in range(times):
            there = make_participation(place.cohort)
            make_effect(there, "published")
            make_limit(there, "accepted")
            make_viewpoint(there, "ally")
            ChangeStory.objects.create(
                participation=there, title="Un soir", before="A", after="B", written_by=make_person()
            )

    fill(2)
    client.get(at(place))
    with django_assert_max_num_queries(60) as few:
        client.get(at(place))
    fill(5)

    with django_assert_max_num_queries(len(few)):
        client.get(at(place))
