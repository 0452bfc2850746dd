import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.delegations.models import Seat, StateInvitation
from fabrique.core.inbox import inbox
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    make_candidacy,
    make_item,
    make_lead,
    make_participation,
    make_person,
    make_referent,
    make_seat,
    make_session,
    make_territory,
)

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>'
FOUR = ("elected", "agent", "socio-economic", "state")


@pytest.fixture
def place():
    for order, key in enumerate(FOUR):
        make_item(ReferentialKey.CATEGORIES, key, order=order)
    return make_participation()


def at(name, place, *more):
    return reverse(f"delegations:{name}", args=[place.cohort.code, place.code, *more])


def board(place):
    return reverse("delegations:board", args=[place.cohort.code])


def test_referent_composes_the_delegation_and_home_says_what_is_empty(sign_in, place):
    referent = make_referent(place)
    client = sign_in(referent)
    empty = [act.why for act in inbox(referent) if act.url == at("delegation", place)]
    for key in FOUR:
        client.post(at("add-seat", place), {"name": f"Odile {key}", "category": key, "rank": "holder"})

    page = client.get(at("delegation", place)).text
    assert empty == ["4 catégories n’ont encore personne."]
    assert [act for act in inbox(referent) if act.url == at("delegation", place)] == []
    assert Seat.objects.count() == 4
    assert "il lui manque un engagement" in page


def test_departure_leaves_its_note_to_the_next_one(sign_in, place):
    seat = make_seat(place, name="Odile")
    client = sign_in(make_referent(place))
    client.post(at("edit-seat", place, seat.code), {"version": 1, "name": "Odile", "category": "elected", "rank": "holder", "title": "adjointe"})  # fmt: skip
    client.post(at("leave-seat", place, seat.code), {"reason": "Élection", "handover": "Appeler la filature"})
    client.post(
        at("add-seat", place), {"name": "Basile", "category": "elected", "rank": "holder", "replaces": seat.code}
    )

    page = client.get(at("delegation", place)).text
    assert "Basile prend la suite de Odile" in page
    assert page.count("Appeler la filature") == 2


def test_lead_names_the_referent_and_the_referent_does_not(sign_in, place):
    member, former = make_person(Role.DELEGATION_MEMBER, place.scope), make_referent(place)
    lead = make_lead(place.cohort)

    assert sign_in(former).post(at("referent", place), {"person": member.code}).status_code == 403
    sign_in(lead).post(at("referent", place), {"person": member.code})

    member.forget_grants()
    assert member.holds(Role.DELEGATION_REFERENT, within=place.scope)


def test_state_services_are_invited_and_answer(sign_in, place):
    client = sign_in(make_referent(place))
    client.post(at("state", place), {"service": "DDT", "invited_on": "2026-01-05"})
    invitation = StateInvitation.objects.get()
    waiting = client.get(at("delegation", place)).text
    client.post(at("answer-state", place, invitation.code), {"version": 1, "answer": "no", "answered_on": "2026-02-01"})

    assert "Un service de l’État n’a pas encore répondu" in waiting
    assert "ne vient pas" in client.get(at("delegation", place)).text


def test_region_counts_seats_and_reads_no_name(sign_in, place):
    make_seat(place, name="Canari")
    for role in (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT):
        client = sign_in(make_person(role, place.cohort.scope))
        page = client.get(board(place)).text

        assert ("siège tenu" in page, "Canari" in page) == (True, False)
        assert client.get(at("delegation", place)).status_code == 403


def test_secretariat_is_known_to_those_who_compose_only(sign_in, place):
    client = sign_in(make_referent(place))
    client.post(at("executive", place), {"version": 1, "secretariat_name": "Canari", "secretariat_email": "canari@example.invalid"})  # fmt: skip
    member = sign_in(make_person(Role.DELEGATION_MEMBER, place.scope))
    assert "anari" not in member.get(at("delegation", place)).text

    assert "canari@" in sign_in(make_lead(place.cohort)).get(at("delegation", place)).text


@pytest.mark.parametrize("name", ["explain", "secretariat"])
def test_page_to_print_says_what_it_is_and_what_is_asked(sign_in, place, name):
    make_candidacy(place).sheet.__class__.objects.update(gives="Deux agents", calendar="Le mardi")
    make_session(place.cohort, title="La journée de l’eau", state="scheduled", date=timezone.localdate())
    make_session(place.cohort, title="En préparation", date=timezone.localdate())
    page = sign_in(make_person(Role.NUMBER_ONE, place.scope)).get(at(name, place)).text

    assert ("Deux agents" in page, "Le mardi" in page) == (True, True)
    assert ("La journée de l’eau" in page, "En préparation" in page) == (True, False)


def test_cohort_gets_a_fifth_seat_without_touching_code(sign_in, place):
    client = sign_in(make_lead(place.cohort))
    client.post(reverse("delegations:add-category", args=[place.cohort.code]), {"name_fr": "Habitante"})
    client.post(reverse("delegations:needs", args=[place.cohort.code]), {"category": "agent", "minimum": "2"})

    page = client.get(at("delegation", place)).text
    assert ("5 sièges restent à pourvoir" in page, "Habitante" in page) == (True, True)
    assert "2 personnes au moins" in client.get(reverse("delegations:needs", args=[place.cohort.code])).text


def test_board_of_sixty_two_territories_costs_what_two_cost(sign_in, place, django_assert_max_num_queries):
    cohort, client = place.cohort, sign_in(make_lead(place.cohort))

    def fill(number):
        for _ in range(number):
            one = make_participation(cohort)
            make_seat(one)
            make_referent(one)
            make_candidacy(one)

    fill(1)
    client.get(board(place))
    with django_assert_max_num_queries(30) as few:
        client.get(board(place))
    fill(60)

    with django_assert_max_num_queries(len(few)):
        page = client.get(board(place)).text
    assert "62 délégations ne sont pas complètes" in page


def test_delegation_costs_the_same_whatever_its_seats(sign_in, place, django_assert_max_num_queries):
    client = sign_in(make_lead(place.cohort))

    def fill(number):
        for _ in range(number):
            old = make_seat(place, left_on=timezone.localdate(), leaving_reason="Fin")
            make_seat(place, "agent", replaces=old)
            make_seat(place, "state", rank="substitute", substitute_of=make_seat(place, "state"))

    fill(2)
    client.get(at("delegation", place))
    with django_assert_max_num_queries(35) as few:
        client.get(at("delegation", place))
    fill(8)

    with django_assert_max_num_queries(len(few)):
        client.get(at("delegation", place))


def test_hostile_words_stay_words(sign_in):
    place = make_participation(territory=make_territory(name=HOSTILE))
    make_seat(place, name=HOSTILE, title=HOSTILE)
    make_seat(place, name=HOSTILE, left_on=timezone.localdate(), leaving_reason=HOSTILE, handover=HOSTILE)
    client = sign_in(make_lead(place.cohort))

    for address in (at("delegation", place), board(place), at("explain", place), at("secretariat", place)):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_board_is_read_in_english(sign_in, client, place):
    """Two languages count with the same words: a plural written twice would break one of them."""
    make_participation(place.cohort)
    make_seat(place)
    client.cookies["langue"] = "en"

    for name in ("board", "needs"):
        page = sign_in(make_lead(place.cohort)).get(reverse(f"delegations:{name}", args=[place.cohort.code]))
        assert (page.status_code, 'lang="en"' in page.text) == (200, True)
