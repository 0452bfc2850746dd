"""« Mon établi »: the situation in the heading, three acts at most, what is mine and nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from fabrique.core.inbox import Act
from fabrique.roof.home.views import bench
from fabrique.roof.home.views.bench import greeting
from tests.world import (
    make_cohort,
    make_diagnostic,
    make_lead,
    make_member,
    make_participation,
    make_person,
    make_referent,
    make_session,
    make_territory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch):
    """Make this many things wait for everybody."""

    def wait(count):
        acts = [Act("avant mardi", f"Geste {number}", "Pourquoi", f"/g{number}", "Faire") for number in range(count)]
        monkeypatch.setattr(bench, "inbox", lambda person: acts)

    return wait


def test_visitor_is_asked_to_sign_in(client):
    answer = client.get("/etabli/")

    assert (answer.status_code, answer["Location"]) == (302, "/compte/login/?next=/etabli/")


@pytest.mark.parametrize(("language", "count", "said"), [
    ("fr", 0, "Bonjour Maëlle, rien ne presse aujourd’hui"),
    ("fr", 1, "Bonjour Maëlle, une chose vous attend"),
    ("fr", 3, "Bonjour Maëlle, trois choses vous attendent"),
    ("fr", 12, "Bonjour Maëlle, 12 choses vous attendent"),
    ("en", 2, "Good day Maëlle, two things wait for you"),
])  # fmt: skip
def test_heading_says_the_situation(language, count, said):
    with translation.override(language):
        assert greeting("Maëlle", count) == said


def test_heading_of_somebody_without_a_name():
    assert greeting("", 1) == "Bonjour, une chose vous attend"


def test_three_acts_at_most_the_rest_folded(sign_in, waiting):
    waiting(5)

    page = sign_in(make_person(name="Maëlle")).get("/etabli/").text

    before, _fold, after = page.partition('<details class="fold">')
    assert "cinq choses vous attendent" in before
    assert [before.count("Geste"), after.count("Geste")] == [3, 2]
    assert page.count("btn--go") == 1


def test_new_person_finds_a_bench_that_says_what_comes(sign_in):
    page = sign_in(make_person()).get("/etabli/").text

    assert "Votre établi est prêt" in page
    assert "Mes cohortes" not in page


def test_referent_sees_their_own_only(sign_in):
    mine = make_participation(make_cohort(name="Ma cohorte"), make_territory(name="Mon bourg"))
    make_participation(make_cohort(name="Autre cohorte"), make_territory(name="Autre bourg"))

    page = sign_in(make_referent(mine)).get("/etabli/").text

    assert [word in page for word in ("Ma cohorte", "Mon bourg", "Autre cohorte", "Autre bourg")] == [
        True,
        True,
        False,
        False,
    ]


def test_dates_are_those_announced_from_today_on(sign_in, waiting):
    waiting(0)
    cohort, today = make_cohort(), timezone.localdate()
    make_session(cohort, title="Demain", date=today + timedelta(days=1), state="scheduled")
    make_session(cohort, title="Hier", date=today - timedelta(days=1), state="scheduled")
    make_session(cohort, title="Annulée", date=today + timedelta(days=1), state="cancelled")
    make_session(cohort, title="Brouillon", date=today + timedelta(days=1))
    make_session(make_cohort(), title="Ailleurs", date=today + timedelta(days=1), state="scheduled")

    page = sign_in(make_lead(cohort)).get("/etabli/").text

    assert [word for word in ("Demain", "Hier", "Annulée", "Brouillon", "Ailleurs") if word in page] == ["Demain"]


def test_fiction_is_marked(sign_in):
    cohort = make_cohort(fictional=True)

    assert "Ce qui vient d’une cohorte fictive est inventé" in sign_in(make_lead(cohort)).get("/etabli/").text


def test_navigation_starts_with_the_bench(client, sign_in):
    visitor = client.get("/aide/").text
    known = sign_in(make_person()).get("/aide/").text

    assert "Mon établi" not in visitor
    assert known.index("Mon établi") < known.index("Comprendre")


def test_queries_do_not_grow(sign_in):
    """Eight when nothing waits; one more for each kind of thing that waits, whatever the number of rows."""
    cohort = make_cohort()
    participation = make_participation(cohort)
    client = sign_in(make_referent(participation))
    client.get("/etabli/")

    def count():
        with CaptureQueriesContext(connection) as caught:
            client.get("/etabli/")
        queries = [query["sql"] for query in caught]
        assert len(queries) == len(set(queries))
        return len(queries)

    assert count() == 8
    make_session(cohort, date=timezone.localdate(), state="scheduled")
    first = count()
    for number in range(3):
        make_session(cohort, date=timezone.localdate() + timedelta(days=number), state="scheduled")
        make_participation(cohort)
    assert first == 10
    assert count() == first


def test_who_listens_finds_their_diagnostic_and_nobody_elses(sign_in):
    mine, other = make_diagnostic(), make_diagnostic()

    page = sign_in(make_member(mine)).get("/etabli/").content.decode()

    assert (mine.get_absolute_url() in page, other.get_absolute_url() in page) == (True, False)
    assert "Votre établi est prêt" not in page
