import re
from datetime import time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from fabrique.ground.agenda import calendars, guests
from fabrique.ground.agenda.models import Event, Feed, Registration, Series
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_event, make_lead, make_person, make_registration

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + timedelta(days=1)


def at(name, *arguments):
    return reverse(f"agenda:{name}", args=arguments)


def test_ally_sets_a_date_and_the_visitor_finds_it(sign_in, client):
    ally = sign_in(make_person(Role.ALLY_PERSON))
    form = {"title": "Visite de la ferme", "kind": "meeting", "mode": "in-person", "place": "Fronton", "openness": "open",
            "day": TOMORROW.isoformat(), "hour": "14:00", "end_hour": "16:30", "registers": "on", "capacity": "3"}  # fmt: skip
    ally.post(at("add"), form)
    event = Event.objects.get()
    ally.logout()

    page = client.get(at("list")).text

    assert "Visite de la ferme" in page
    assert "3 places libres" in page
    assert (timezone.localtime(event.starts_at).time(), event.end_hour, event.state) == (
        time(14),
        time(16, 30),
        "planned",
    )


def test_date_is_edited_by_its_author_with_the_hours_of_paris(sign_in):
    event = make_event(created_by=(author := make_person(Role.ALLY_PERSON)))
    client = sign_in(author)
    fields = client.get(at("edit", event.code)).context["form"].initial

    again = {name: value for name, value in fields.items() if value not in (None, "", False)} | {"version": 1}
    again |= {"day": event.day.isoformat(), "hour": "08:15", "end_hour": "09:00"}
    client.post(at("edit", event.code), again)

    event.refresh_from_db()
    assert (event.hour, event.end_hour, event.openness) == (time(8, 15), time(9), "open")


def test_team_sets_a_rendezvous_that_comes_back(sign_in, client):
    team = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE))
    team.post(at("add-series"), {"title": "Permanence", "kind": "permanence", "mode": "video", "openness": "open", "rank": "1",
              "weekday": "1", "starts_at": "11:00", "ends_at": "13:00", "skipped_months": ["7", "8"], "shift_holidays": "on",
              "first_day": timezone.localdate().isoformat(), "link": "https://visio.example.invalid/p"})  # fmt: skip
    series = Series.objects.get()
    team.logout()

    page = client.get(series.get_absolute_url()).text

    assert series.events.count() >= 4
    assert "premier mardi du mois" in page
    assert "https://visio.example.invalid/p" in page


def test_seat_is_taken_and_given_back_in_one_tap_each(sign_in):
    event = make_event(capacity=1, link="https://visio.example.invalid/salle")
    person = make_person()
    client = sign_in(person)

    before = client.get(event.get_absolute_url()).text
    client.post(at("register", event.code))
    seated = client.get(event.get_absolute_url()).text
    client.post(at("withdraw", event.code))

    assert "visio.example.invalid" not in before
    assert "https://visio.example.invalid/salle" in seated
    assert "Vous avez une place" in seated
    assert Registration.objects.get().state == "withdrawn"


def test_guest_confirms_by_letter_without_an_account(client):
    event = make_event(capacity=1)
    make_registration(event)
    client.post(at("invite", event.code), {"name": "Ada", "email": "Ada@Example.invalid"})
    again = client.post(at("invite", event.code), {"name": "Ada", "email": "ada@example.invalid"}, follow=True)
    assert not Registration.objects.filter(person=None).exists()

    link = re.search(r"https?://\S+(/agenda/inscription/\S+)", mail.outbox[0].body)[1]
    assert "Confirmez-vous" in client.get(link).text
    page = client.post(link, {"act": "confirm"}, follow=True).text
    gone = client.post(link, {"act": "withdraw"}, follow=True).text

    assert len(mail.outbox) == 1
    assert "Regardez votre boîte" in again.text
    assert "sur la liste d’attente" in page
    assert "Confirmez-vous" in gone
    assert Registration.objects.get(person=None).guest_email == "ada@example.invalid"


def test_link_that_we_did_not_sign_opens_nothing(client):
    event = make_event()
    link = guests.address(event, "ada@example.invalid", "Ada", "fr")

    for broken in (link[:-3], link + "a", at("guest", "x"), link.replace(":", ".")):
        assert client.get(broken).status_code == 404
        assert client.post(broken, {"act": "confirm"}).status_code == 404
    assert not Registration.objects.exists()


def test_one_mailbox_is_not_flooded():
    event = make_event()
    events = [make_event() for _n in range(12)]

    assert (guests.letter_due(event, "a@example.invalid"), guests.letter_due(event, "A@example.invalid")) == (
        True,
        False,
    )
    assert sum(guests.letter_due(other, "a@example.invalid") for other in events) == guests.LETTERS_A_DAY - 1


def test_room_is_kept_on_a_phone(sign_in):
    event = make_event(cohort_scope := make_cohort().scope, ago=timedelta(minutes=5))
    expected = make_registration(event)
    lead = sign_in(make_person(Role.COHORT_LEAD, cohort_scope))

    lead.post(at("show-code", event.code))
    lead.post(at("mark", event.code, expected.code), {"move": "attend"})
    lead.post(at("walk-in", event.code), {"name": "Grace"})
    page = lead.get(at("room", event.code)).text

    assert "2 personnes sont là" in page
    assert Event.objects.get().presence_code.upper() in page
    assert "Grace" in page
    assert "réponse" in lead.post(at("walk-in", event.code), {"name": ""}).text


def test_presence_is_typed_and_not_guessed(sign_in):
    event = make_event(ago=timedelta(minutes=5), presence_code="bcdfg")
    client = sign_in(make_person())

    wrong = [client.post(at("presence"), {"code": "zzzzz"}) for _n in range(9)]
    client.post(at("presence"), {"code": "BCDFG"})
    stopped = client.post(at("presence"), {"code": "zzzzz"})

    assert all("n’ouvre aucune salle" in page.text for page in wrong)
    assert Registration.objects.get().state == "present"
    assert (stopped.status_code, event.registrations.count()) == (403, 1)


def test_three_questions_in_one_minute(sign_in):
    event = make_event(ago=timedelta(hours=3))
    client = sign_in(make_registration(event, state="present").person)

    assert at("hot", event.code) in client.get(event.get_absolute_url()).text
    refused = client.post(at("hot", event.code), {"useful": "9"})
    client.post(at("hot", event.code), {"useful": "4", "heard": "3", "word": "Bien"})

    assert refused.status_code == 200
    assert event.hot_answers.get().word == "Bien"
    assert at("hot", event.code) not in client.get(event.get_absolute_url()).text


def test_keeper_sees_what_was_told_and_what_collides(sign_in):
    cohort = make_cohort()
    event = make_event(cohort.scope)
    other = make_event(cohort.scope, starts_at=event.starts_at)
    make_registration(event).notices.create(change="moved", version=1)

    page = sign_in(make_lead(cohort)).get(event.get_absolute_url()).text

    assert other.title in page
    assert "Un avis a été écrit" in page
    assert reverse("letters:outbox") in page


def test_own_address_is_made_changed_and_closed(sign_in, client):
    cohort = make_cohort()
    person = make_lead(cohort)
    browser = sign_in(person)
    mine, closed = (
        make_event(cohort.scope),
        make_event(cohort.scope, openness="closed", title="canari", summary="canari"),
    )
    make_event(title="ailleurs")
    browser.post(at("feeds"), {"of": ""})
    browser.post(at("feeds"), {"of": f"cohort:{cohort.scope.code}"})
    old, circle = (at("feed", calendars.address(feed)) for feed in Feed.objects.order_by("scope_id"))
    if "Mes dates" not in client.get(old).text:
        old, circle = circle, old
    browser.post(at("feeds"), {"of": "", "renew": "oui"})
    new = at("feed", calendars.address(Feed.objects.get(person=person)))
    browser.logout()

    found = client.get(new).text

    assert client.get(old).status_code == 404
    assert mine.title in found
    assert "ailleurs" not in found
    for text in (found, client.get(circle).text):
        assert "canari" not in text
        assert f"UID:{closed.code}" in text
    person.is_active = False
    person.save()
    assert client.get(new).status_code == 404


def test_circle_address_is_refused_outside_of_it(sign_in):
    cohort = make_cohort()
    stranger = sign_in(make_person())
    page = stranger.post(at("feeds"), {"of": f"cohort:{cohort.scope.code}"}, follow=True)

    assert "pas le vôtre" in page.text
    assert not Feed.objects.exists()


def test_code_alone_opens_no_feed(client):
    feed = Feed.objects.create(person=make_person())

    assert client.get(at("feed", feed.code)).status_code == 404
    assert client.get(at("feed", f"{feed.code}.AAAA")).status_code == 404


@pytest.mark.parametrize("voir", ["", "miennes", "passees"])
def test_list_costs_the_same_whatever_its_length(sign_in, django_assert_max_num_queries, voir):
    cohort = make_cohort()
    client = sign_in(make_lead(cohort))
    address = f"{at('list')}?voir={voir}"

    def fill(number):
        for _n in range(number):
            make_registration(make_event(cohort.scope, ago=timedelta(days=2 if voir == "passees" else -2)))

    fill(2)
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    fill(10)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_room_and_feed_cost_the_same_whatever_their_length(sign_in, client, django_assert_max_num_queries):
    cohort = make_cohort()
    lead = make_lead(cohort)
    browser = sign_in(lead)
    event = make_event(cohort.scope)
    feed = at("feed", calendars.address(Feed.objects.create(person=lead)))
    for address in (at("room", event.code), feed, event.get_absolute_url()):
        make_registration(event)
        browser.get(address)
        with django_assert_max_num_queries(30) as few:
            browser.get(address)
        for _n in range(8):
            make_registration(event)
            make_event(cohort.scope, starts_at=event.starts_at + timedelta(days=40))
        with django_assert_max_num_queries(len(few)):
            browser.get(address)


def test_past_is_one_click_away(client):
    make_event(title="Hier", ago=timedelta(days=1))
    make_event(title="Demain")

    assert "Hier" not in client.get(at("list")).text
    assert "Hier" in client.get(at("list"), {"voir": "passees"}).text
