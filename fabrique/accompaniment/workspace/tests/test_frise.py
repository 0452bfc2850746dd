from datetime import date

import pytest

from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workspace import frise
from tests.world import make_cohort, make_participation

pytestmark = pytest.mark.django_db


def session(cohort, **fields):
    return Session.objects.create(cohort=cohort, **{"kind": "day", "title": "Journée", "state": "held"} | fields)


def test_webinars_are_named_by_their_number():
    cohort = make_cohort()
    sessions = [session(cohort, kind="webinar", number=3, title="Se parler", date=date(2024, 9, 17))]

    (moment,) = frise.session_moments(sessions)

    assert (moment.label, moment.note, moment.kind) == ("Webinaire 3", "Se parler", "tick")


def test_forums_of_the_same_months_are_one_bar():
    cohort = make_cohort()
    months = {"period_start": date(2024, 7, 1), "period_end": date(2024, 9, 30)}
    sessions = [session(cohort, kind="forum", title="Forum", **months) for _number in range(4)]

    (moment,) = frise.session_moments(sessions)

    assert (moment.label, moment.kind, moment.start, moment.end) == (
        "Forum (4)",
        "bar",
        date(2024, 7, 1),
        date(2024, 9, 30),
    )


def test_a_session_without_any_date_is_not_placed_on_the_line():
    assert frise.session_moments([session(make_cohort())]) == []


def test_phases_that_sessions_show_are_not_said_twice():
    cohort = make_cohort(starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    trunk = cohort.phases.create(key="trunk", title="Tronc commun")
    cohort.phases.create(key="diagnostics", title="Diagnostics")
    sessions = [session(cohort, phase=trunk, date=date(2024, 5, 7))]

    moments = frise.cohort_moments(cohort, sessions, cohort.phases.all())

    assert [moment.label for moment in moments] == ["Journée", "Diagnostics"]
    assert moments[1].vague


def test_a_cohort_without_dates_still_has_a_line():
    participation = make_participation(make_cohort())
    participation.cohort.phases.create(key="diagnostics", title="Diagnostics")

    moments = frise.territory_moments(participation, [], [])

    assert [(moment.label, moment.start, moment.own) for moment in moments] == [("Diagnostics", None, True)]
