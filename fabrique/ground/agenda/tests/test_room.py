from datetime import timedelta

import pytest

from fabrique.core.permissions import Denied
from fabrique.ground.agenda import actions, guests
from fabrique.ground.agenda.actions import hot_digest
from fabrique.ground.agenda.enums import REGISTRATION, RegistrationState
from fabrique.ground.agenda.models import HotAnswer, Registration
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_cohort,
    make_event,
    make_lead,
    make_participation,
    make_person,
    make_referent,
    make_registration,
)

pytestmark = pytest.mark.django_db
NOW = timedelta(minutes=10)


def test_code_of_the_room_marks_who_types_it():
    event = make_event(ago=NOW)
    keeper = make_person(Role.ASSOCIATION_EMPLOYEE)
    registration, passing = make_registration(event), make_person()
    code = actions.open_room(event=event, by=keeper).presence_code

    actions.enter_room(code=f" {code.upper()[:2]} {code[2:]} ", by=registration.person)
    actions.enter_room(code=code, by=passing)

    assert actions.open_room(event=event, by=keeper).presence_code == code
    assert [row.state for row in event.registrations.in_turn()] == ["present", "present"]
    assert journal(event) == ["room-opened"]


@pytest.mark.parametrize(
    "fields", [{"ago": timedelta(hours=-2)}, {"ago": timedelta(hours=5)}, {"ago": NOW, "state": "cancelled"}]
)
def test_code_opens_its_room_at_its_time_only(fields):
    make_event(presence_code="bcdfg", **fields)

    with pytest.raises(Denied, match="n’ouvre aucune salle"):
        actions.enter_room(code="bcdfg", by=make_person())


def test_code_lets_nobody_into_a_circle():
    cohort = make_cohort()
    make_event(cohort.scope, ago=NOW, presence_code="bcdfg")
    make_event(cohort.scope, ago=NOW, presence_code="hjkmn", openness="closed")

    with pytest.raises(Denied, match="réservée à son cercle"):
        actions.enter_room(code="bcdfg", by=make_person())
    with pytest.raises(Denied, match="n’ouvre aucune salle"):
        actions.enter_room(code="hjkmn", by=make_person())
    with pytest.raises(Denied, match="n’ouvre aucune salle"):
        actions.enter_room(code="", by=make_person())


@pytest.mark.parametrize("name", ["attend", "miss"])
def test_attendance_makes_its_moves_and_refuses_the_others(name):
    move = REGISTRATION.moves[name]
    event = make_event(ago=NOW)
    keeper = make_person(Role.ASSOCIATION_EMPLOYEE)
    for state in RegistrationState:
        registration = make_registration(event, state=state)
        if state in move.sources or state == move.target:
            actions.mark_attendance(registration=registration, name=name, by=keeper)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.mark_attendance(registration=registration, name=name, by=keeper)

        registration.refresh_from_db()
        assert registration.state == (move.target if state in (*move.sources, move.target) else state)


def test_attendance_is_kept_by_the_keepers_and_not_before_the_hour():
    lead = make_lead(cohort := make_cohort())
    coming, running = make_event(cohort.scope), make_event(cohort.scope, ago=NOW)

    with pytest.raises(Denied, match="pas encore commencé"):
        actions.mark_attendance(registration=make_registration(coming), name="attend", by=lead)
    with pytest.raises(Denied, match="pas encore commencé"):
        actions.add_walk_in(event=coming, name="Ada", by=lead)
    with pytest.raises(Denied, match="présent ou absent"):
        actions.mark_attendance(registration=make_registration(running), name="queue", by=lead)
    for attempt in (
        lambda by: actions.mark_attendance(registration=make_registration(running), name="attend", by=by),
        lambda by: actions.add_walk_in(event=running, name="Ada", by=by),
        lambda by: actions.open_room(event=running, by=by),
    ):
        with pytest.raises(Denied, match="tenue par qui l’a posée"):
            attempt(make_lead(make_cohort()))


def test_walk_in_added_twice_is_there_once():
    event, keeper = make_event(ago=NOW), make_person(Role.ASSOCIATION_EMPLOYEE)

    assert actions.add_walk_in(event=event, name="Ada", by=keeper) == actions.add_walk_in(
        event=event, name="Ada", by=keeper
    )


def test_answers_are_shown_from_five_and_never_with_a_name():
    event = make_event(ago=timedelta(hours=3))
    people = [make_registration(event, state="present").person for _n in range(5)]
    for n, person in enumerate(people):
        assert hot_digest(event) is None
        actions.answer_hot(event=event, useful=4, heard=1 + n % 2, word="canari" if n == 0 else "", by=person)

    digest = hot_digest(event)

    assert (digest.answers, digest.rows, digest.words) == (
        5, [("oui", 5, 0), ("plutôt oui", 0, 0), ("plutôt non", 0, 2), ("non", 0, 3)], ["canari"])  # fmt: skip
    assert {field.name for field in HotAnswer._meta.fields} == {"id", "code", "event", "useful", "heard", "word"}
    assert journal(event) == []


def test_one_answer_each_for_those_who_were_there():
    event = make_event(ago=timedelta(hours=3))
    came = make_registration(event, state="present").person
    actions.answer_hot(event=event, useful=4, heard=4, by=came)

    for person, sentence in (
        (came, "déjà répondu"),
        (make_registration(event, state="absent").person, "qui y étaient"),
        (make_person(), "qui y étaient"),
    ):
        with pytest.raises(Denied, match=sentence):
            actions.answer_hot(event=event, useful=1, heard=1, by=person)
    later = make_registration(make_event())
    with pytest.raises(Denied, match="pas encore eu lieu"):
        actions.answer_hot(event=later.event, useful=1, heard=1, by=later.person)


def test_guest_answers_by_the_signed_link_once_and_without_a_name(client):
    event = make_event(ago=timedelta(hours=3))
    guest = Registration.objects.create(
        event=event, guest_email="g@example.invalid", guest_name="Canari", state="present"
    )
    link = guests.address(event, "g@example.invalid", "Canari", "fr")

    page = client.get(link).text
    client.post(f"{link}/a-chaud", {"useful": 4, "heard": 3, "word": "Bien"})
    again = client.post(f"{link}/a-chaud", {"useful": 1, "heard": 1}, follow=True).text

    guest.refresh_from_db()
    assert f"{link}/a-chaud" in page
    assert "déjà répondu" in again
    assert (guest.answered, HotAnswer.objects.values_list("useful", "heard", "word").get()) == (True, (4, 3, "Bien"))
    assert journal(event) == []


def test_guest_who_did_not_come_or_whose_link_is_false_answers_nothing(client):
    coming, past = make_event(), make_event(ago=timedelta(hours=3))
    for event, state in ((coming, "seated"), (past, "absent"), (past, "withdrawn")):
        email = f"{event.pk}-{state}@example.invalid"
        Registration.objects.create(event=event, guest_email=email, guest_name="G", state=state)
        client.post(f"{guests.address(event, email, 'G', 'fr')}/a-chaud", {"useful": 4, "heard": 4})
    unknown = client.post(
        f"{guests.address(past, 'autre@example.invalid', 'G', 'fr')}/a-chaud", {"useful": 4, "heard": 4}
    )

    assert unknown.status_code == client.get("/agenda/inscription/faux/a-chaud").status_code == 404
    assert not HotAnswer.objects.exists()


def test_referent_counts_the_people_of_their_own_delegation_alone():
    place = make_participation()
    event, referent = make_event(place.cohort.scope, ago=timedelta(hours=1)), make_referent(place)
    member = make_person(Role.DELEGATION_MEMBER, place.scope)
    neighbour = make_person(Role.DELEGATION_MEMBER, make_participation(place.cohort).scope)

    mine = actions.count_person(event=event, person=member, came=True, by=referent)
    actions.mark_attendance(registration=mine, name="miss", by=referent)

    assert (mine.state, journal(event)) == ("absent", ["attendance-marked", "attendance-marked"])
    elsewhere = make_event(make_cohort().scope, ago=timedelta(hours=1))
    for attempt in (
        lambda: actions.count_person(event=event, person=neighbour, came=True, by=referent),
        lambda: actions.mark_attendance(registration=make_registration(event, neighbour), name="miss", by=referent),
        lambda: actions.count_person(event=elsewhere, person=member, came=True, by=referent),
        lambda: actions.count_person(event=event, person=member, came=True, by=member),
    ):
        with pytest.raises(Denied, match="tenue par"):
            attempt()
    with pytest.raises(Denied, match="pas encore commencé"):
        actions.count_person(event=make_event(place.cohort.scope), person=member, came=True, by=referent)
