from datetime import date

import pytest
from django.utils import timezone

from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.delegations.presence import missed_in_a_row
from fabrique.ground.agenda.models import Registration
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import make_cohort, make_event, make_item, make_participation, make_person, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation(make_cohort())


def sit(place, category, **fields):
    return Seat.objects.create(participation=place, category=category, person=make_person(), **fields)


def held(place, day, *people):
    event = make_event(place.cohort.scope, starts_at=timezone.now())
    for person in (make_person(), *people):
        Registration.objects.create(event=event, person=person, state="present")
    return make_session(place.cohort, date=day, event=event, state="held")


def test_last_sessions_without_anybody_of_a_chair_are_counted(place):
    elected, agent = make_item(ReferentialKey.CATEGORIES), make_item(ReferentialKey.CATEGORIES)
    came, substitute = sit(place, agent), sit(place, agent, rank="substitute")
    sit(place, elected)
    held(place, date(2026, 9, 1), came.person)
    held(place, date(2026, 10, 1), came.person)
    held(place, date(2026, 11, 1), substitute.person)

    assert missed_in_a_row([place]) == {(place.pk, elected.key): 3, (place.pk, agent.key): 0}


def test_who_sat_down_later_missed_nothing_before(place):
    category = make_item(ReferentialKey.CATEGORIES)
    sit(place, category, starts_on=date(2026, 10, 15))
    held(place, date(2026, 9, 1))
    held(place, date(2026, 11, 1))

    assert missed_in_a_row([place]) == {(place.pk, category.key): 1}


def test_session_whose_presence_nobody_kept_judges_nobody(place):
    category = make_item(ReferentialKey.CATEGORIES)
    sit(place, category)
    make_session(place.cohort, date=date(2026, 9, 1), event=make_event(place.cohort.scope), state="held")

    assert missed_in_a_row([place]) == {(place.pk, category.key): 0}


def test_counting_takes_four_queries(place, django_assert_num_queries):
    places = [place, make_participation(place.cohort), make_participation(place.cohort)]
    for somewhere in places:
        sit(somewhere, make_item(ReferentialKey.CATEGORIES))
        held(somewhere, date(2026, 9, 1))

    with django_assert_num_queries(4):
        missed_in_a_row(places)
