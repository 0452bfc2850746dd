"""A cohort that concluded, one under way, and the people who answer for a territory of each."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fabrique.accompaniment.companionship.models import Companionship, Pair, Point, Trip
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_event, make_lead, make_participation, make_person, make_referent, make_seat


@pytest.fixture
def former():
    cohort = make_cohort(
        state="evaluated", starts_on=date(2024, 1, 8), ends_on=timezone.localdate() - timedelta(days=30)
    )
    return make_participation(cohort)


@pytest.fixture
def running():
    return make_participation(make_cohort(state="running"))


@pytest.fixture
def lead(former):
    return make_lead(former.cohort)


@pytest.fixture
def referent(former):
    return make_referent(former)


@pytest.fixture
def companion(former, referent):
    return make_companion(former, referent)


def make_companion(participation, referent=None, **fields):
    referent = referent or make_referent(participation)
    today = timezone.localdate()
    values = {"state": "active", "invited_by": referent, "referent": referent, "joined_on": today, "counts_from": today}
    return Companionship.objects.create(participation=participation, **values | fields)


def make_point(companion, months=6, state="expected", **fields):
    values = {"due_on": timezone.localdate(), "state": state}
    now = timezone.now()
    if state != "expected":
        values |= {"lives_on": "canari", "written_at": now, "written_by": companion.referent}
    if state == "published":
        values |= {"published_at": now, "published_by": companion.referent}
    return Point.objects.create(companionship=companion, months=months, **values | fields)


def make_pair(one, other, **fields):
    return Pair.objects.create(
        **{"kind": "alter-ego", "one": one, "other": other, "why": "canari", "proposed_by": make_person()} | fields
    )


def make_trip(host, state="proposed", **fields):
    values = {"theme": "Une filature", "summary": "Voir", "state": state, "proposed_by": make_person()}
    if state not in ("proposed", "cancelled"):
        values["event"] = make_event(host.cohort.scope)
    if state == "cancelled":
        values["cancelled_because"] = "Neige"
    if state == "told":
        values |= {
            "seen_there": "canari",
            "tried_at_home": "canari",
            "told_at": timezone.now(),
            "told_by": make_person(),
        }
    return Trip.objects.create(host=host, **values | fields)


def make_travellers(participation):
    return make_seat(participation, "elected", name="Canari Élue"), make_seat(
        participation, "agent", name="Canari Agent"
    )


def member(participation, role=Role.DELEGATION_MEMBER):
    return make_person(role, participation.scope)
