from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.core.inbox import inbox
from fabrique.ground.people.enums import Role
from tests.world import (
    make_effect,
    make_lead,
    make_limit,
    make_participation,
    make_person,
    make_referent,
    make_session,
    make_viewpoint,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


def marks(person):
    return [act.mark for act in inbox(person)]


def test_nothing_waits_for_a_visitor_nor_for_a_stranger(django_assert_num_queries):
    person = make_person()

    assert inbox(AnonymousUser()) == []
    with django_assert_num_queries(2):  # what they hold, and what waits
        assert inbox(person) == []


def test_texts_wait_for_the_evaluator_and_the_referent_of_the_place(place):
    make_effect(place)
    make_limit(place)
    make_effect(place, "published")
    evaluator = make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)

    for person in (evaluator, make_referent(place)):
        acts = inbox(person)
        assert [(act.mark, act.title, act.why) for act in acts] == [
            ("à relire", place.territory.name, "2 textes attendent votre lecture.")
        ]
    assert marks(make_referent(make_participation(place.cohort))) == []
    assert marks(make_person(Role.DELEGATION_MEMBER, place.scope)) == []


def test_asked_viewpoint_waits_for_its_voice(place):
    asked = {"state": "asked", "asked_at": timezone.now(), "asked_by": make_person()}
    viewpoint = make_viewpoint(place, "ally", **asked)
    make_viewpoint(place, "evaluator", **asked)
    make_viewpoint(place, "territory")

    acts = inbox(make_person(Role.ACCOMPANYING_ALLY, place.scope))

    assert [(act.mark, act.urgent) for act in acts] == [("une voix manque", True)]
    assert viewpoint.code in acts[0].url
    assert marks(make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)) == ["une voix manque"]
    assert marks(make_referent(place)) == []


def test_held_and_past_sessions_wait_for_the_lead(place):
    cohort = place.cohort
    make_session(cohort, state="held", date=date(2024, 5, 7), title="Tenue")
    make_session(cohort, state="scheduled", date=date(2024, 5, 8), title="Passée")
    make_session(cohort, state="scheduled", date=timezone.localdate() + timedelta(days=3))
    make_session(cohort, state="documented", date=date(2024, 5, 7))

    assert [act.title for act in inbox(make_lead(cohort))] == ["Passée", "Tenue"]
    assert marks(make_lead(make_participation().cohort)) == []


def test_waiting_sheet_comes_back_on_its_day(place):
    today = timezone.localdate()
    common = {"cohort": place.cohort, "kind": "sheet", "state": "on-hold", "reason": "Déménagement"}
    ActionSheet.objects.create(title="Échue", review_on=today, **common)
    ActionSheet.objects.create(title="À venir", review_on=today + timedelta(days=1), **common)
    ActionSheet.objects.create(title="Sans date", **common)

    acts = inbox(make_lead(place.cohort))

    assert [(act.title, act.why) for act in acts] == [("Échue", "Déménagement")]


def test_inbox_costs_the_same_whatever_waits(place, django_assert_num_queries):
    lead = make_lead(place.cohort)
    with django_assert_num_queries(2):  # what they hold, and what waits
        inbox(lead)
    for _ in range(10):
        make_session(place.cohort, state="held")
    person = type(lead).objects.get(pk=lead.pk)

    with django_assert_num_queries(3):
        assert len(inbox(person)) == 10
