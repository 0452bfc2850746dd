from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.core.permissions import Denied
from fabrique.ground.agenda.models import Event
from fabrique.ground.agenda.recurrence import at as clock_of
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from fabrique.ground.permanences import actions
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.cards import cards_to_complete
from fabrique.ground.permanences.models import Meeting, Sitting
from tests.world import make_event, make_organisation, make_person, make_registration

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate().year + 1
MARCH = date(NEXT_YEAR, 3, 1)


def at(name, *arguments):
    return reverse(f"permanences:{name}", args=arguments)


def make_ally(organisation=None):
    person = make_person(Role.ALLY_PERSON)
    Membership.objects.create(
        person=person, organisation=organisation or make_organisation(), starts_on=date(2020, 1, 1)
    )
    return person


def make_meeting(host=None, **event):
    meeting = Meeting.objects.create(month=MARCH, event=make_event(kind="meeting", **event) if host else None)
    if host:
        meeting.hosts.add(host)
    return meeting


def when(day=12):
    return clock_of(MARCH.replace(day=day), timezone.datetime.min.time().replace(hour=14))


def test_ten_months_are_opened_once_and_only_by_the_association():
    employee = make_person(Role.ASSOCIATION_EMPLOYEE)

    assert (actions.open_year(year=NEXT_YEAR, by=employee), actions.open_year(year=NEXT_YEAR, by=employee)) == (10, 0)
    assert not Meeting.objects.filter(month__month__in=(7, 8)).exists()
    with pytest.raises(Denied):
        actions.open_year(year=NEXT_YEAR, by=make_ally())


def test_ally_takes_a_month_and_its_date_enters_the_agenda(sign_in, client):
    house = make_organisation(name="La Filature des Saules")
    meeting = make_meeting()
    ally = sign_in(make_ally(house))

    ally.post(at("host", meeting.code), {
        "organisation": house.code, "theme": "Ce que l’eau nous apprend", "day": MARCH.replace(day=12).isoformat(),
        "hour": "14:00", "mode": "video",
    })  # fmt: skip

    event = Event.objects.get()
    kept = ally.get(event.get_absolute_url()).text
    ally.logout()
    assert (event.kind, event.organiser, event.openness, event.hour.hour) == ("meeting", house, "open", 14)
    page = client.get(at("meetings") + f"?annee={NEXT_YEAR}").text
    assert "Ce que l’eau nous apprend" in page
    assert "La Filature des Saules" in page
    assert at("meeting", meeting.code) in kept
    assert at("meeting", meeting.code) not in client.get(event.get_absolute_url()).text


def test_month_is_refused_when_taken_past_or_for_nobody():
    house = make_organisation()
    taken, ally = make_meeting(house), make_ally(house)
    past = Meeting.objects.create(month=date(2021, 3, 1))
    free = Meeting.objects.create(month=MARCH.replace(month=4))

    assert "déjà pris" in may.host.reason(ally, taken)
    assert "passé" in may.host.reason(ally, past)
    assert "organisation" in may.host.reason(make_person(Role.ALLY_PERSON), free)
    assert may.host.reason(make_person(), free)
    assert may.host.allows(ally, free)


def test_host_speaks_for_their_own_organisation_and_within_the_month():
    house, other = make_organisation(), make_organisation()
    meeting, ally = make_meeting(), make_ally(house)
    facts = {"meeting": meeting, "theme": "Se connaître", "mode": "video", "by": ally}

    with pytest.raises(Denied, match="dont vous êtes membre"):
        actions.host(organisation=other, starts_at=when(), **facts)
    with pytest.raises(Denied, match="ce mois-là"):
        actions.host(organisation=house, starts_at=when() + timedelta(days=40), **facts)
    assert not Event.objects.exists()


def test_cancelled_date_frees_its_month():
    house, second = make_organisation(), make_organisation()
    meeting = make_meeting(house, state="cancelled")

    hosted = actions.host(
        meeting=meeting, organisation=second, theme="Autrement", starts_at=when(), mode="video", by=make_ally(second)
    )

    assert list(hosted.hosts.all()) == [second]
    assert hosted.is_taken


def test_cards_to_complete_are_those_of_who_came_and_miss_something():
    full = make_organisation(
        category="association", about="x", seat="x", area_of_action="x", website="https://x.example.invalid"
    )
    bare, absent = make_organisation(name="Les Bras Ouverts"), make_organisation()
    event = make_event(ago=timedelta(days=1))
    for organisation, state in ((full, "present"), (bare, "present"), (bare, "present"), (absent, "absent")):
        make_registration(event, make_ally(organisation), state=state)

    cards = cards_to_complete(event)

    assert [(card.organisation.name, len(card.missing)) for card in cards] == [("Les Bras Ouverts", 5)]


def test_what_follows_is_for_the_hosts_and_the_association(sign_in):
    house, co_host = make_organisation(), make_organisation()
    meeting = make_meeting(house)
    host, employee, other = make_ally(house), make_person(Role.ASSOCIATION_EMPLOYEE), make_ally(co_host)

    assert [may.keep_meeting.allows(who, meeting) for who in (host, employee, other)] == [True, True, False]
    client = sign_in(host)
    assert "Ce que l’on s’est promis" in client.get(at("meeting", meeting.code)).text
    client.post(at("meeting", meeting.code), {"promises": "Une visite en mai", "version": 1})
    client.post(at("add-host", meeting.code), {"organisation": co_host.code})

    meeting.refresh_from_db()
    assert (meeting.promises, meeting.hosts.count()) == ("Une visite en mai", 2)
    assert may.keep_meeting.allows(other, meeting)
    assert sign_in(make_ally()).get(at("meeting", meeting.code)).status_code == 403


def test_counter_says_how_many_were_held_of_ten(client):
    make_meeting(make_organisation(), state="held")
    Meeting.objects.create(month=MARCH.replace(month=4))

    page = client.get(at("meetings") + f"?annee={NEXT_YEAR}").text

    assert "1 rencontre tenue, sur les 10 de l’année" in page
    assert "Ce mois attend un hôte" in page
    assert client.get(at("meetings") + "?annee=abc").status_code == 200


def test_months_cost_the_same_however_many(client, django_assert_max_num_queries):
    def more(*months):
        for month in months:
            meeting = Meeting.objects.create(month=date(NEXT_YEAR, month, 1), event=make_event(kind="meeting"))
            meeting.hosts.add(make_organisation())

    page = at("meetings") + f"?annee={NEXT_YEAR}"
    more(1)
    client.get(page)
    with django_assert_max_num_queries(12) as few:
        client.get(page)
    more(2, 3, 4)
    with django_assert_max_num_queries(len(few)):
        client.get(page)


def test_visits_are_two_numbers_and_minutes_are_read_by_all(sign_in, client):
    slot = make_event(kind="permanence", ago=timedelta(hours=1))
    team = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE))

    for visitor, step in (("ally", 1), ("ally", 1), ("other", 1), ("ally", -1), ("other", -1), ("other", -1)):
        team.post(at("count", slot.code), {"visitor": visitor, "step": step})
    team.post(at("minutes", slot.code), {"minutes": "Trois questions sur l’eau.", "version": 2})
    sitting = Sitting.objects.get()
    team.post(at("minutes", slot.code), {"minutes": "Trois questions sur l’eau.", "version": sitting.version})

    assert (sitting.allies_came, sitting.others_came) == (1, 0)
    assert "Trois questions" in client.get(at("slot", slot.code)).text
    assert "Une personne est venue" in client.get(at("slot", slot.code)).text
    assert team.post(at("count", slot.code), {"visitor": "robot", "step": 1}).status_code == 403
    assert team.post(at("count", slot.code), {"visitor": "ally", "step": 9}).status_code == 403
    assert client.post(at("count", slot.code), {"visitor": "ally", "step": 1}).status_code in (302, 403)


def test_other_dates_are_no_permanence(client):
    assert client.get(at("slot", make_event(kind="webinar").code)).status_code == 404
