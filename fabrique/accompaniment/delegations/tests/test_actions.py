from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.delegations import actions, presence
from fabrique.accompaniment.delegations.alerts import alerts_of, late_answers
from fabrique.accompaniment.delegations.health import health_of
from fabrique.accompaniment.delegations.models import Executive, Seat, StateInvitation
from fabrique.accompaniment.recruitment.models import Commitment
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from tests.world import (
    make_candidacy,
    make_item,
    make_lead,
    make_participation,
    make_person,
    make_referent,
    make_seat,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FOUR = ("elected", "agent", "socio-economic", "state")


@pytest.fixture
def place():
    for order, key in enumerate(FOUR):
        make_item(ReferentialKey.CATEGORIES, key, order=order)
    return make_participation()


def category(key="elected"):
    return Item.objects.of(ReferentialKey.CATEGORIES).get(key=key)


def test_seat_is_noted_with_a_name_before_any_account(place):
    seat = actions.add_seat(participation=place, category=category(), name="Odile", by=make_referent(place))

    assert (seat.who, seat.rank, seat.starts_on) == ("Odile", "holder", TODAY)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"name": " "}, "Donnez un nom"), ({"rank": "holder", "substitute_of": True}, "Seule une suppléance")],
)
def test_seat_that_does_not_hold_together_is_refused(place, values, sentence):
    if "substitute_of" in values:
        values = values | {"substitute_of": make_seat(place)}

    with pytest.raises(Denied, match=sentence):
        actions.add_seat(
            participation=place, category=category(), by=make_referent(place), **({"name": "Odile"} | values)
        )


def test_shade_belongs_to_its_category_and_links_to_the_delegation(place):
    shade = make_item(ReferentialKey.CATEGORIES, "dreal", parent=category("state"))
    referent, elsewhere = make_referent(place), make_seat(make_participation())
    facts = {"participation": place, "name": "Odile", "by": referent}

    with pytest.raises(Denied, match="nuance"):
        actions.add_seat(category=category(), sub_type=shade, **facts)
    with pytest.raises(Denied, match="cette délégation"):
        actions.add_seat(category=category(), rank="substitute", substitute_of=elsewhere, **facts)
    assert actions.add_seat(category=category("state"), sub_type=shade, **facts).sub_type == shade


def test_somebody_leaves_with_a_note_and_somebody_takes_over(place):
    referent, seat = make_referent(place), make_seat(place, starts_on=TODAY - timedelta(days=9))
    for facts, sentence in (
        ({"reason": " "}, "pourquoi"),
        ({"reason": "Élection", "left_on": TODAY + timedelta(days=1)}, "à venir"),
        ({"reason": "Élection", "left_on": TODAY - timedelta(days=10)}, "avant d’être arrivée"),
    ):
        with pytest.raises(Denied, match=sentence):
            actions.leave_seat(seat=seat, by=referent, **facts)
    actions.leave_seat(seat=seat, reason="Élection", handover="Appeler la filature", by=referent)
    with pytest.raises(Denied, match="déjà noté"):
        actions.leave_seat(seat=seat, reason="Élection", by=referent)
    with pytest.raises(Denied, match="a quitté la délégation"):
        actions.edit_seat(seat=seat, name="Autre", seen=2, by=referent)

    new = actions.add_seat(participation=place, category=category(), name="Odile", replaces=seat, by=referent)
    assert (new.replaces.handover, seat.left_on) == ("Appeler la filature", TODAY)


def test_two_people_edit_a_seat(place):
    referent, seat = make_referent(place), make_seat(place)
    stale = Seat.objects.get(pk=seat.pk)
    actions.edit_seat(seat=seat, title="adjointe", seen=1, by=referent)

    with pytest.raises(Conflict):
        actions.edit_seat(seat=stale, title="maire", seen=1, by=referent)


def test_others_compose_nothing_and_nobody_after_the_end(place):
    seat = make_seat(place)
    for person in (
        make_person(),
        make_person(Role.DELEGATION_MEMBER, place.scope),
        make_referent(make_participation()),
    ):
        with pytest.raises(Denied, match="composée par"):
            actions.leave_seat(seat=seat, reason="Parce que", by=person)
    place.left_on, place.leaving_reason = TODAY, "Fin"
    place.save()
    with pytest.raises(Denied, match="parcours est fini"):
        actions.add_seat(participation=place, category=category(), name="Odile", by=make_referent(place))


def test_one_referent_at_a_time_named_by_who_leads(place):
    former, lead = make_referent(place), make_lead(place.cohort)
    member = make_person(Role.DELEGATION_MEMBER, place.scope)
    with pytest.raises(Denied, match="nommée par qui conduit"):
        actions.name_referent(participation=place, person=member, by=former)

    actions.name_referent(participation=place, person=member, by=lead)

    referents = RoleGrant.objects.active().filter(scope=place.scope, role=Role.DELEGATION_REFERENT)
    assert [grant.person for grant in referents] == [member]
    with pytest.raises(Denied, match="déjà ce rôle"):
        actions.name_referent(participation=place, person=member, by=lead)


def test_number_one_is_reached_and_the_state_invited(place):
    referent = make_referent(place)
    actions.write_executive(participation=place, number_one_name="M", last_met_on=TODAY, seen=1, by=referent)
    with pytest.raises(Conflict):
        actions.write_executive(participation=place, number_one_name="N", seen=1, by=referent)
    with pytest.raises(Denied, match="déjà eu lieu"):
        actions.write_executive(participation=place, last_met_on=TODAY + timedelta(days=1), seen=2, by=referent)
    with pytest.raises(Denied, match="déjà eu lieu"):
        actions.invite_state(participation=place, service="DDT", invited_on=TODAY + timedelta(days=1), by=referent)
    old = actions.invite_state(participation=place, service="DDT", invited_on=TODAY - timedelta(days=21), by=referent)
    actions.invite_state(participation=place, service="DREAL", by=referent)

    assert late_answers(list(place.state_invitations.all())) == [old]
    with pytest.raises(Denied, match="après l’invitation"):
        actions.answer_for_state(
            invitation=old, answer="yes", answered_on=TODAY - timedelta(days=30), seen=1, by=referent
        )
    actions.answer_for_state(invitation=old, answer="yes", seen=1, by=referent)
    assert (old.answer, old.answered_on) == ("yes", TODAY)
    actions.answer_for_state(invitation=old, answer="waiting", seen=2, by=referent)
    assert old.answered_on is None


def test_health_is_the_four_lights_the_referent_and_the_commitment(place):
    def health():
        return health_of(place.cohort, [place])[0]

    assert [chair.state for chair in health().chairs] == ["empty"] * 4
    assert [act.mark for act in alerts_of(health())] == ["siège vide"] * 4 + ["à nommer", "à signer", "à appeler"]
    for key in FOUR:
        make_seat(place, key)
    make_seat(place, "state", rank="substitute")
    make_referent(place)
    file = make_candidacy(place)
    assert not health().complete
    Commitment.objects.create(candidacy=file, signer_name="M", quality="maire", text="T", text_number=1,
                              signed_on=TODAY, recorded_by=make_person())  # fmt: skip
    Executive.objects.create(participation=place, last_met_on=TODAY)

    assert health().complete
    assert alerts_of(health()) == []
    Seat.objects.filter(category__key="agent").update(left_on=TODAY, leaving_reason="Mutation")
    assert [chair.category.key for chair in health().missing] == ["agent"]


def test_category_that_misses_two_sessions_in_a_row_is_an_alert(place, monkeypatch):
    for key in FOUR:
        make_seat(place, key)
    monkeypatch.setattr(presence, "sources", [])
    presence.absences(lambda places: {(places[0].pk, "agent"): 2, (places[0].pk, "state"): 1})

    health = health_of(place.cohort, [place])[0]

    assert [chair.state for chair in health.chairs] == ["full", "part", "full", "full"]
    assert "absences" in [act.mark for act in alerts_of(health)]


def test_cohort_asks_for_a_fifth_category_and_for_two_agents(place):
    lead = make_lead(place.cohort)
    fifth = actions.add_category(cohort=place.cohort, name_fr="Habitante ou habitant", by=lead)
    with pytest.raises(Denied, match="existe déjà"):
        actions.add_category(cohort=place.cohort, name_fr="habitante ou habitant", by=lead)
    with pytest.raises(Denied, match="De zéro à vingt"):
        actions.set_need(cohort=place.cohort, category=fifth, minimum=21, by=lead)
    actions.set_need(cohort=place.cohort, category=category("agent"), minimum=2, by=lead)
    make_seat(place, "agent")
    other = make_participation()

    chairs = health_of(place.cohort, [place])[0].chairs
    assert [chair.minimum for chair in chairs] == [1, 2, 1, 1, 1]
    assert (chairs[1].state, chairs[4].category) == ("part", fifth)
    assert len(health_of(other.cohort, [other])[0].chairs) == 4
    with pytest.raises(Denied, match="tenue par qui la conduit"):
        actions.add_category(cohort=place.cohort, name_fr="Autre", by=make_referent(place))


def test_database_refuses_a_nameless_seat_and_a_silent_departure(place):
    for values in ({"name": ""}, {"left_on": TODAY}, {"substitute_of": make_seat(place)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_seat(place, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        StateInvitation.objects.create(participation=place, service="DDT", invited_on=TODAY, answer="yes")


def test_names_stay_between_those_who_do_the_path(place):
    seat = make_seat(place)
    region = make_person(Role.REGIONAL_INSTITUTION_AGENT, place.cohort.scope)
    elsewhere = make_person(Role.DELEGATION_MEMBER, make_participation().scope)

    assert list(Seat.objects.visible_to(make_lead(place.cohort))) == [seat]
    assert list(Seat.objects.visible_to(make_person(Role.SUBSTITUTE, place.scope))) == [seat]
    assert [list(Seat.objects.visible_to(person)) for person in (region, elsewhere, make_person())] == [[], [], []]
