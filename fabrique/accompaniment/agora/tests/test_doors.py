"""Where a visitor finds what an Agora resolved, without its address: the pages of the cohort and of the territory."""

import pytest
from django.urls import reverse

from fabrique.accompaniment.agora import actions
from fabrique.accompaniment.agora.models import Agora
from fabrique.accompaniment.agora.tests.room import adopted, category, lead_of, make_agora, proposed, speaker
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_participation, make_person

pytestmark = pytest.mark.django_db


def test_kit_leads_who_may_open_an_agora_to_where_it_opens(client, sign_in):
    place = make_participation(make_cohort())
    page, room = reverse("agora:kit"), reverse("agora:room", args=[place.cohort.code, place.code])
    referent, member = (make_person(role, place.scope) for role in (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER))

    shown = [room in client.get(page).text, *(room in sign_in(person).get(page).text for person in (member, referent))]

    assert shown == [False, False, True]


def published(agora, by):
    for name in ("close", "publish"):
        agora = actions.move(agora=agora, name=name, by=by)
    return agora


def pages(cohort, place):
    return [
        reverse("workspace:cohort", args=[cohort.code]),
        reverse("workspace:territory", args=[place.territory.code]),
    ]


def test_visitor_goes_from_the_cohort_to_what_it_resolved_once_it_is_public(client):
    """Seen red with all resolutions taken, in the place of those this person may read."""
    agora = make_agora()
    place, lead = make_participation(agora.cohort), lead_of(agora)
    made = adopted(agora, by=lead, title="canari : se voir avant")
    proposed(agora, by=lead, title="canari-en-debat")
    cohort_page, territory_page = pages(agora.cohort, place)
    assert ["canari" in client.get(page).text for page in (cohort_page, territory_page)] == [False, False]
    published(agora, lead)

    page = client.get(cohort_page).text
    assert ("canari : se voir avant" in page, "canari-en-debat" in page) == (True, False)
    assert [address in page for address in (made.get_absolute_url(), reverse("agora:home", args=[agora.cohort.code]))] == [True, True]  # fmt: skip
    assert client.get(made.get_absolute_url()).status_code == 200
    actions.move(agora=Agora.objects.get(), name="withdraw", by=lead)
    assert "canari" not in client.get(cohort_page).text


def test_visitor_goes_from_a_territory_to_what_its_own_agora_resolved(client, sign_in):
    """Seen red with all Agoras taken. What a territory resolved at home is not told as its cohort's."""
    place = make_participation(make_cohort())
    agora = make_agora(place.cohort, participation=place, name="Chez nous")
    referent = make_person(Role.DELEGATION_REFERENT, place.scope)
    adopted(agora, by=referent)
    inside = speaker(agora)
    cohort_page, territory_page = pages(place.cohort, place)
    address = reverse("agora:resolutions", args=[place.cohort.code, agora.code])
    assert address not in client.get(territory_page).text
    assert address in sign_in(inside).get(territory_page).text
    client.logout()
    published(agora, referent)

    assert address in client.get(territory_page).text
    assert address not in client.get(cohort_page).text
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", [0, 1])
def test_doors_cost_the_same_however_much_was_resolved(client, django_assert_max_num_queries, page):
    agora = make_agora()
    place, lead = make_participation(agora.cohort), lead_of(agora)
    home = make_agora(agora.cohort, participation=place)
    referent = make_person(Role.DELEGATION_REFERENT, place.scope)
    category("state")
    adopted(agora, by=lead, title="Première")
    adopted(home, by=referent, title="Première")
    published(agora, lead)
    published(home, referent)
    path = pages(agora.cohort, place)[page]
    client.get(path)
    with django_assert_max_num_queries((15, 22)[page]) as first:
        assert client.get(path).status_code == 200
    for number in range(4):
        more = make_agora(agora.cohort, participation=(None, place)[page])
        by = (lead, referent)[page]
        adopted(more, by=by, title=f"Résolution {number}")
        published(more, by)

    with django_assert_max_num_queries(len(first)):
        assert client.get(path).status_code == 200
