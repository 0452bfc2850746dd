from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fabrique.accompaniment.cohorts import actions
from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Phase
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from tests.world import journal, make_cohort, make_lead, make_phase, make_session

pytestmark = pytest.mark.django_db


def test_phase_is_added_freely_before_the_run_and_says_why_during_it():
    early, running = make_cohort(state=CohortState.DESIGN), make_cohort()

    actions.add_phase(cohort=early, title="Journée thématique", by=make_lead(early))
    with pytest.raises(Denied, match="d’où vient ce nouveau temps"):
        actions.add_phase(cohort=running, title="Journée thématique", by=make_lead(running), because=" ")
    phase = actions.add_phase(
        cohort=running, title="Journée thématique", by=make_lead(running), because="Demandée à Lodève"
    )

    assert phase.added_because == "Demandée à Lodève"
    assert journal(running) == ["phase-added"]


def test_same_phase_may_come_twice():
    cohort = make_cohort(state=CohortState.DESIGN)
    lead = make_lead(cohort)

    keys = [actions.add_phase(cohort=cohort, title="Journée", by=lead).key for _ in range(3)]

    assert keys == ["journee", "journee-2", "journee-3"]


def test_phase_is_edited_once_for_each_version():
    phase = make_phase(make_cohort())
    lead = make_lead(phase.cohort)

    actions.edit_phase(phase=phase, title="Pairs", question="Et vous ?", seen=1, by=lead)
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_phase(phase=phase, title="Autre", seen=1, by=lead)

    phase.refresh_from_db()
    assert (phase.title, phase.question) == ("Pairs", "Et vous ?")


def test_phase_with_a_session_stays():
    cohort = make_cohort()
    lead, lived, empty = make_lead(cohort), make_phase(cohort), make_phase(cohort)
    make_session(cohort, phase=lived)

    with pytest.raises(Denied, match="Des séances se tiennent"):
        actions.remove_phase(phase=lived, by=lead)
    actions.remove_phase(phase=empty, by=lead)

    assert list(cohort.phases.all()) == [lived]


def test_phases_are_reordered_as_a_whole():
    cohort = make_cohort()
    lead = make_lead(cohort)
    one, two, three = (make_phase(cohort) for _ in range(3))

    actions.reorder_phases(cohort=cohort, codes=[three.code, one.code, two.code], by=lead)
    for codes in ([one.code], [one.code, one.code, two.code], [one.code, two.code, "unknown"]):
        with pytest.raises(Denied, match="a changé"):
            actions.reorder_phases(cohort=cohort, codes=codes, by=lead)

    assert list(cohort.phases.all()) == [three, one, two]
    assert journal(cohort) == ["phases-reordered"]


def test_phase_that_ends_before_it_starts_is_refused_by_the_table():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_phase(make_cohort(), starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))

    assert not Phase.objects.exists()
