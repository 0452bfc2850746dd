"""An assistant, the first weeks, presence, the place of socio-economic actors, the essential."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.delegations import actions
from fabrique.accompaniment.delegations import permissions as may
from fabrique.accompaniment.delegations.models import Assistance, EconomicPlace, LightMode, Seat
from fabrique.accompaniment.delegations.presence import attendance_of
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    journal,
    make_event,
    make_item,
    make_lead,
    make_participation,
    make_person,
    make_phase,
    make_project,
    make_referent,
    make_registration,
    make_seat,
    make_session,
)

pytestmark = pytest.mark.django_db
FOUR = ("elected", "agent", "socio-economic", "state")
TODAY = timezone.localdate()


@pytest.fixture
def place():
    for order, key in enumerate(FOUR):
        make_item(ReferentialKey.CATEGORIES, key, order=order)
    return make_participation(joined_on=TODAY - timedelta(days=10))


def member_of(place):
    return make_person(Role.DELEGATION_MEMBER, place.scope)


def at(name, place):
    return reverse(f"delegations:{name}", args=[place.cohort.code, place.code])


def test_referent_lends_the_right_to_compose_and_takes_it_back(place):
    referent, helper = make_referent(place), member_of(place)
    assert not may.edit_delegation.allows(helper, place)

    actions.lend_right(participation=place, person=helper, by=referent)
    assert may.edit_delegation.allows(helper, place)
    assert not may.name_referent.allows(helper, place)
    with pytest.raises(Denied, match="choisit qui l’aide"):
        actions.lend_right(participation=place, person=member_of(place), by=helper)
    actions.end_assistance(participation=place, by=referent)

    assert not may.edit_delegation.allows(helper, place)
    assert journal(place) == ["assistance-given", "assistance-ended"]
    with pytest.raises(Denied, match="Personne n’aide"):
        actions.end_assistance(participation=place, by=referent)


def test_one_assistant_at_a_time_of_the_delegation_and_not_oneself(place):
    referent, first, second = make_referent(place), member_of(place), member_of(place)
    for person in (referent, make_lead(place.cohort), member_of(make_participation())):
        with pytest.raises(Denied, match="autre personne"):
            actions.lend_right(participation=place, person=person, by=referent)
    actions.lend_right(participation=place, person=first, by=referent)
    actions.lend_right(participation=place, person=second, by=referent)

    assert [one.person for one in Assistance.objects.active()] == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.create(participation=place, person=first, given_by=referent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.active().update(ended_at=timezone.now())


def test_right_falls_with_the_role_and_with_the_referent_who_lent_it(place):
    referent, helper = make_referent(place), member_of(place)
    actions.lend_right(participation=place, person=helper, by=referent)
    RoleGrant.objects.filter(person=helper).update(ended_at=timezone.now(), ended_by=referent)
    helper.forget_grants()
    assert not may.edit_delegation.allows(helper, place)

    actions.name_referent(participation=place, person=member_of(place), by=make_lead(place.cohort))
    assert not Assistance.objects.active().exists()


def test_assistant_of_one_place_is_nobody_in_another(place):
    helper, other = member_of(place), make_participation(place.cohort)
    actions.lend_right(participation=place, person=helper, by=make_referent(place))

    assert not may.edit_delegation.allows(helper, other)
    assert not may.end_assistance.allows(member_of(place), place)
    assert may.end_assistance.allows(helper, place)


def test_assistance_is_lived_on_screen(sign_in, place):
    helper = member_of(place)
    client = sign_in(make_referent(place))
    client.post(at("lend-right", place), {"person": helper.code})
    assert "Mettre fin à cette aide" in client.get(at("delegation", place)).text
    helping = sign_in(helper)
    helping.post(at("add-seat", place), {"name": "Odile", "category": "elected", "rank": "holder"})
    assert Seat.objects.get().name == "Odile"
    helping.post(at("end-assistance", place))

    assert helping.post(at("add-seat", place), {"name": "X", "category": "agent", "rank": "holder"}).status_code == 403


def held(place, day, *people, phase=None):
    event = make_event(place.cohort.scope, starts_at=timezone.now())
    for person in (make_person(), *people):
        make_registration(event, person, state="present")
    return make_session(place.cohort, date=day, event=event, state="held", phase=phase)


def test_attendance_is_counted_by_phase_and_category(sign_in, place):
    phase = make_phase(place.cohort, title="Aller voir")
    elected = make_seat(place, person=make_person(), starts_on=TODAY - timedelta(days=40))
    make_seat(place, "agent", person=make_person(), starts_on=TODAY - timedelta(days=10))
    held(place, TODAY - timedelta(days=30), elected.person, phase=phase)
    held(place, TODAY - timedelta(days=5), phase=phase)
    held(place, TODAY, elected.person)

    assert attendance_of(place) == {
        (phase.pk, "elected"): (1, 2), (None, "elected"): (1, 1), (phase.pk, "agent"): (0, 1), (None, "agent"): (0, 1),
    }  # fmt: skip
    page = sign_in(make_referent(place)).get(at("attendance", place)).text
    assert ("Aller voir" in page, "1 séances sur 2" in page or "1 séance sur 2" in page) == (True, True)
    assert sign_in(make_person(Role.REGIONAL_INSTITUTION_AGENT, place.cohort.scope)).get(at("attendance", place)).status_code == 403  # fmt: skip


def test_place_of_economic_actors_is_told_in_sentences(sign_in, place):
    client = sign_in(make_referent(place))
    before = client.get(at("economic-place", place)).text
    make_seat(place, "socio-economic", starts_on=TODAY)
    sent = {"version": 0, "adapted_hours": "Le midi", "compensation": "asked", "compensation_note": "Deux heures"}
    client.post(at("economic-place", place), sent)
    late = client.post(at("economic-place", place), sent | {"adapted_hours": "Le soir"})
    page = client.get(at("economic-place", place)).text

    assert "Personne ne tient encore ce siège" in before
    assert "Le siège est tenu par une personne" in page
    assert "la réponse se fait attendre" in page
    assert "Le midi" in late.text
    assert EconomicPlace.objects.get().adapted_hours == "Le midi"
    assert sign_in(member_of(place)).post(at("economic-place", place), sent).status_code == 403
    with pytest.raises(Conflict):
        actions.write_economic_place(participation=place, adapted_hours="", compensation="none", seen=0, by=make_referent(place))  # fmt: skip


def test_first_weeks_are_done_by_the_data(sign_in, place):
    client = sign_in(make_referent(place))
    before = client.get(at("start", place)).text
    for key in FOUR:
        make_seat(place, key)
    make_project(place)
    client.post(at("executive", place), {"version": 1, "secretariat_name": "Le secrétariat"})
    page = client.get(at("start", place)).text

    assert "7 actes restent à faire" in before  # the referent is there
    assert "3 actes restent à faire" in page
    assert page.count("c’est fait") == 5


def test_small_commune_follows_the_essential(sign_in, place):
    client = sign_in(make_referent(place))
    client.post(
        at("choose-light-mode", place), {"version": 0, "relay": "L’agente du pays", "relay_for": "Les comptes rendus"}
    )
    make_session(place.cohort, title="Obligatoire", state="scheduled", date=TODAY + timedelta(days=3))
    make_session(place.cohort, title="Facultative", state="scheduled", date=TODAY + timedelta(days=3), optional=True)
    lead = make_lead(place.cohort)
    page, whole = client.get(at("essential", place)).text, client.get(at("delegation", place)).text

    assert ("L’agente du pays" in page, lead.name in page) == (True, True)
    assert ("Obligatoire" in page, "Facultative" in page) == (True, False)
    assert ("Vous suivez l’essentiel" in whole, "n’a pas eu de nouvelles" in whole) == (True, False)
    client.post(at("leave-light-mode", place))
    assert "n’a pas eu de nouvelles" in client.get(at("delegation", place)).text
    assert not LightMode.objects.exists()
    with pytest.raises(Denied, match="déjà tout le parcours"):
        actions.leave_light_mode(participation=place, by=make_referent(place))


@pytest.mark.parametrize("name", ["lend-right", "choose-light-mode"])
def test_member_without_the_right_is_refused(sign_in, place, name):
    assert sign_in(member_of(place)).get(at(name, place)).status_code == 403


@pytest.mark.parametrize("name", ["attendance", "economic-place", "start", "essential"])
def test_pages_cost_the_same_whatever_they_hold(sign_in, django_assert_max_num_queries, place, name):
    client = sign_in(make_referent(place))

    def fill(number):
        for _ in range(number):
            seat = make_seat(place, "socio-economic", person=make_person())
            held(place, TODAY, seat.person, phase=make_phase(place.cohort))
            make_lead(place.cohort)

    fill(1)
    client.get(at(name, place))
    with django_assert_max_num_queries(35) as few:
        client.get(at(name, place))
    fill(4)

    with django_assert_max_num_queries(len(few)):
        client.get(at(name, place))


@pytest.mark.parametrize(("role", "shown"), [(Role.DELEGATION_MEMBER, True), (Role.EMBEDDED_EVALUATOR, False)])
def test_the_essential_offers_a_question_to_those_who_may_ask_it(sign_in, place, role, shown):
    scope = place.scope if shown else place.cohort.scope

    page = sign_in(make_person(role, scope)).get(at("essential", place)).text

    assert ("/entraide/" in page) is shown
