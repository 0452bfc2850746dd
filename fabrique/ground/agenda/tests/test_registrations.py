from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.core.permissions import Denied
from fabrique.ground.agenda import actions, guests
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Event, Notice, Registration
from fabrique.ground.messages.models import Notice as Message
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_cohort,
    make_event,
    make_lead,
    make_participation,
    make_person,
    make_registration,
)

pytestmark = pytest.mark.django_db


def states(event):
    return [registration.state for registration in event.registrations.in_turn()]


def test_those_who_come_after_the_last_place_wait_in_their_turn():
    event = make_event(capacity=2)
    people = [make_person() for _n in range(4)]

    for person in people:
        actions.register(event=event, by=person)

    assert states(event) == ["seated", "seated", "waiting", "waiting"]
    assert journal(event) == ["registered"] * 4


def test_registered_twice_is_registered_once():
    event, person = make_event(), make_person()

    assert actions.register(event=event, by=person) == actions.register(event=event, by=person)
    guest = actions.register_guest(event=event, email="a@example.invalid", name="A", language="fr")
    assert actions.register_guest(event=event, email="a@example.invalid", name="B", language="en") == guest
    assert event.registrations.count() == 2


def test_place_given_back_goes_to_the_first_who_waits_and_tells_only_them():
    event = make_event(capacity=1)
    first, second, third = (actions.register(event=event, by=make_person()) for _n in range(3))

    actions.withdraw(registration=first, by=first.person)

    assert states(event) == ["withdrawn", "seated", "waiting"]
    assert [message.person for message in Message.objects.all()] == [second.person]
    assert Notice.objects.count() == 1
    assert third.notices.count() == 0


def test_who_comes_back_takes_the_end_of_the_list():
    event = make_event(capacity=1)
    first, second = (actions.register(event=event, by=make_person()) for _n in range(2))
    actions.withdraw(registration=first, by=first.person)

    again = actions.register(event=event, by=first.person)

    assert (again.pk, again.state) == (first.pk, RegistrationState.WAITING)
    assert list(event.registrations.in_turn()) == [second, first]


def test_more_places_seat_those_who_wait():
    event = make_event(capacity=1, created_by=(keeper := make_person(Role.ASSOCIATION_EMPLOYEE)))
    for _n in range(3):
        actions.register(event=event, by=make_person())

    actions.edit_event(event=event, seen=1, by=keeper, capacity=2)

    assert states(event) == ["seated", "seated", "waiting"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": "cancelled"}, "annulée"),
        ({"state": "postponed"}, "reporté"),
        ({"state": "held", "ago": timedelta(days=2)}, "passé"),
        ({"ago": timedelta(hours=1)}, "a commencé"),
        ({"registers": False}, "pas besoin"),
        ({"registration_until": timezone.now() - timedelta(hours=1)}, "closes"),
    ],
)
def test_closed_registration_says_why(fields, sentence):
    with pytest.raises(Denied, match=sentence):
        actions.register(event=make_event(**fields), by=make_person())


def test_circle_registers_and_nobody_else():
    cohort = make_cohort()
    event = make_event(cohort.scope)
    delegation = make_participation(cohort)
    member = make_person(Role.DELEGATION_MEMBER, delegation.scope)

    actions.register(event=event, by=member)
    for stranger in (make_person(), make_lead(make_cohort()), make_person(Role.INTERVIEWEE, delegation.scope)):
        with pytest.raises(Denied, match="réservée à son cercle"):
            actions.register(event=event, by=stranger)
    with pytest.raises(Denied, match="réservée à son cercle"):
        actions.register_guest(event=event, email="a@example.invalid", name="A", language="fr")

    assert event.registrations.count() == 1


def test_nobody_withdraws_somebody_else():
    registration = make_registration(make_event())

    with pytest.raises(Denied, match="tenue par qui l’a posée"):
        actions.withdraw(registration=registration, by=make_person())


@pytest.mark.parametrize("state", ["present", "absent"])
def test_who_was_counted_is_not_withdrawn(state):
    registration = make_registration(make_event(), state=state)

    with pytest.raises(Denied, match="Pas depuis l’état"):
        actions.withdraw(registration=registration, by=registration.person)


@pytest.mark.parametrize(
    "rows",
    [
        lambda event, person: [{"person": person}, {"person": person}],
        lambda event, person: [{"guest_email": "a@example.invalid"}] * 2,
        lambda event, person: [{"person": person, "guest_email": "a@example.invalid"}],
    ],
)
def test_table_refuses_two_of_one(rows):
    event, person = make_event(), make_person()
    made = [Registration(event=event, state="seated", **row) for row in rows(event, person)]

    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.bulk_create(made)


def test_link_of_a_guest_opens_nothing_of_a_date_that_its_circle_keeps_since(client):
    event = make_event(make_cohort().scope, title="Canari", summary="Canari", openness="open")
    never, seated = (guests.address(event, f"{who}@example.invalid", who, "fr") for who in ("jamais", "assise"))
    client.post(seated)
    assert client.get(never).status_code == 200

    Event.objects.filter(pk=event.pk).update(openness="closed")

    answer = client.get(never)
    assert (answer.status_code, "Canari" in answer.text) == (404, False)
    assert client.post(never).status_code == 404
    assert client.get(seated).status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
