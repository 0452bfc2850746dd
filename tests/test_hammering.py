"""Codes of workshops are not tried one after the other, and a room behind one address stays open (reliability 27)."""

import pytest
from django.urls import reverse

from fabrique.accompaniment.workshops import guests
from fabrique.accompaniment.workshops.tests.room import VISITOR, opened
from fabrique.ground.permanences.flood import place_of
from tests.world import make_person

pytestmark = pytest.mark.django_db


def room(door: str) -> str:
    return reverse("workshops:room", args=[door])


def try_codes(client, count: int) -> list[int]:
    """Each from an address that the request gives itself: believed of our own proxies alone."""
    return [
        client.get(room(f"zz{number:04d}"), headers={"X-Forwarded-For": f"203.0.113.{number % 250}"}).status_code
        for number in range(count)
    ]


def test_codes_tried_beyond_the_limit_are_told_to_wait(client, monkeypatch):
    """Positive control: one fewer is only not found."""
    monkeypatch.setattr(guests, "WRONG_AN_HOUR", 20)

    assert set(try_codes(client, 20)) == {404}
    answer = client.get(room("zz9999"), headers={"X-Forwarded-For": "203.0.113.251"})

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_room_behind_the_same_address_is_not_blocked(client, monkeypatch):
    monkeypatch.setattr(guests, "WRONG_AN_HOUR", 20)
    workshop = opened()
    first = type(client)()
    first.post(room(workshop.door), {"category": ""})
    try_codes(client, 25)

    statuses = [type(client)().post(room(workshop.door), {"category": ""}).status_code for _phone in range(200)]

    assert statuses == [302] * 200
    assert workshop.participants.count() == 201


def come_in(client, workshop, number=0):
    """A phone that keeps no cookie, from an address that the request gives itself."""
    fresh = type(client)()
    return fresh.post(room(workshop.door), {"category": ""}, headers={"X-Forwarded-For": f"203.0.113.{number % 250}"})


@pytest.mark.parametrize(("most", "status"), [(10, 429), (11, 302)])
def test_one_machine_does_not_fill_a_room(client, monkeypatch, most, status):
    """Positive control: one more is let in when the limit is one higher."""
    monkeypatch.setattr(guests, "NEW_AN_HOUR", most)
    workshop = opened()

    assert [come_in(client, workshop, number).status_code for number in range(10)] == [302] * 10
    answer = come_in(client, workshop, 251)

    assert (answer.status_code, answer.get("Retry-After")) == (status, "3600" if status == 429 else None)
    assert workshop.participants.count() == (10 if status == 429 else 11)
    assert ("depuis le même réseau" in answer.text) == (status == 429)


def test_those_in_the_room_those_with_an_account_and_other_rooms_go_on(client, sign_in, monkeypatch):
    monkeypatch.setattr(guests, "NEW_AN_HOUR", 1)
    workshop, other = opened(), opened()
    inside = type(client)()
    inside.post(room(workshop.door), {"category": ""})
    assert come_in(client, workshop).status_code == 429

    assert (inside.get(room(workshop.door)).status_code, come_in(client, other).status_code) == (200, 302)
    assert sign_in(make_person()).post(room(workshop.door), {"category": ""}).status_code == 302
    assert client.get(room(workshop.door)).status_code == 200


def test_five_hundred_phones_come_in_twice_within_the_limit(rf):
    """The real limit: a thousand newcomers an hour behind one address, not one more."""
    workshop = opened()
    request = rf.post("/")
    request.user = VISITOR

    assert [guests.crowded(request, workshop) for _phone in range(1001)] == [False] * 1000 + [True]


def test_one_machine_has_one_place_however_many_addresses_it_draws(rf):
    """IPv6 gives each machine more addresses than can be counted: its network is. Seen red with the address as it is."""
    places = [place_of(rf.get("/", REMOTE_ADDR=address)) for address in ("2001:db8::1", "2001:db8::2:1", "2001:db8:0:1::1", "192.0.2.1", "192.0.2.2")]  # fmt: skip

    assert places[0] == places[1]
    assert len(set(places)) == 4
