from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.workspace.models import Call, Card, Consultation, Decision, Period
from fabrique.ground.people.enums import Role
from tests.world import make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ROOMS = ("now", "periods", "decisions", "cards", "calls", "consultations")


def address(room, place, *more):
    return reverse(f"workspace:{room}", args=[place.cohort.code, place.code, *more])


@pytest.fixture
def place():
    return make_participation()


@pytest.mark.parametrize("room", ROOMS)
def test_room_opens_to_its_people_and_shows_the_form_to_the_delegation_alone(sign_in, place, room):
    page = sign_in(make_referent(place)).get(address(room, place)).text
    read = sign_in(make_lead(place.cohort)).get(address(room, place)).text
    stranger = sign_in(make_person(Role.FUNDER_CONTACT, place.cohort.scope)).get(address(room, place))

    assert ('<form class="form mt-4"' in page) == (room != "now")
    assert '<form class="form mt-4"' not in read
    assert stranger.status_code == 403


def test_a_delegation_keeps_its_memory_on_screen(sign_in, place):
    client = sign_in(make_referent(place))
    client.post(address("periods", place), {"title": "Moisson", "kind": "season", "starts_on": TODAY.isoformat()})
    client.post(
        address("decisions", place),
        {"title": "On plante", "decided_on": TODAY.isoformat(), "body": "Conseil", "reason": "L’ombre"},
    )
    client.post(address("cards", place), {"kind": "body", "name": "Conseil", "does": "Vote"})
    client.post(address("calls", place), {"title": "Fonds vert", "closes_on": TODAY.isoformat()})
    client.post(
        address("consultations", place),
        {"title": "La place", "held_on": TODAY.isoformat(), "came": 9, "publics": "jeunes : 4"},
    )
    call, card, consultation = Call.objects.get(), Card.objects.get(), Consultation.objects.get()
    client.post(address("move-call", place, call.code), {"name": "leave", "reason": "Trop loin"})
    client.post(address("edit-card", place, card.code), {"name": "Conseil municipal", "does": "Vote", "version": 1})
    client.post(address("notice", place, consultation.code), {"notice": "On garde les platanes", "version": 1})

    for room, words in (("now", "Moisson"), ("periods", "Moisson"), ("decisions", "On plante"), ("cards", "Conseil municipal"),
                        ("calls", "Trop loin"), ("consultations", "jeunes : 4")):  # fmt: skip
        assert words in client.get(address(room, place)).text
    client.logout()
    public = client.get(place.get_absolute_url()).text
    assert "On garde les platanes" in public
    assert "Conseil municipal" in public
    assert "Trop loin" not in public
    client = sign_in(make_referent(place))
    client.post(address("remove-period", place, Period.objects.get().code))
    client.post(address("remove-card", place, card.code))
    assert (Period.objects.count(), Card.objects.count()) == (0, 0)


@pytest.mark.parametrize("publics", ["jeunes", "jeunes : beaucoup", ": 4", "jeunes : ²"])
def test_publics_are_written_one_a_line_with_their_number(sign_in, place, publics):
    client = sign_in(make_referent(place))
    form = {"title": "La place", "held_on": TODAY.isoformat(), "came": 9, "publics": publics}

    assert "deux points, un nombre" in client.post(address("consultations", place), form).text
    assert not Consultation.objects.exists()


def test_reader_who_posts_is_refused(sign_in, place):
    client = sign_in(make_lead(place.cohort))

    assert client.post(address("calls", place), {"title": "X", "closes_on": TODAY.isoformat()}).status_code == 403
    assert not Call.objects.exists()


@pytest.mark.parametrize("name", ["html", "odt"])
def test_minutes_hold_every_decision_with_its_reason(sign_in, place, name):
    referent = make_referent(place)
    Decision.objects.create(
        participation=place, decided_on=TODAY, body="Conseil", title="On plante", reason="L’ombre", written_by=referent
    )

    answer = sign_in(referent).get(address("minutes", place, name))

    assert answer.status_code == 200
    if name == "html":
        assert "On plante" in answer.text
        assert "L’ombre" in answer.text
    assert sign_in(referent).get(address("minutes", place, "exe")).status_code == 404


@pytest.mark.parametrize("room", ROOMS)
def test_room_queries_do_not_grow(sign_in, place, room, django_assert_max_num_queries):
    referent = make_referent(place)
    client = sign_in(referent)
    fill(place, referent, 1)
    with django_assert_max_num_queries(30) as first:
        client.get(address(room, place))
    for number in range(2, 5):
        fill(place, referent, number)

    with django_assert_max_num_queries(len(first)):
        client.get(address(room, place))


def fill(place, by, n):
    Decision.objects.create(
        participation=place, decided_on=TODAY, body="Conseil", title=f"D{n}", reason="R", written_by=by
    )
    Period.objects.create(
        participation=place, kind="season", title=f"P{n}", starts_on=TODAY, ends_on=TODAY + timedelta(days=n)
    )
    Card.objects.create(participation=place, kind="body", name=f"B{n}", does="Vote")
    Call.objects.create(participation=place, title=f"C{n}", closes_on=TODAY)
    Consultation.objects.create(participation=place, held_on=TODAY, title=f"Q{n}", came=n).publics.create(
        label="jeunes", count=1
    )
