"""News, the digest, and what people refuse."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from fabrique.ground.messages import actions, links
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.models import Letter, Notice, Refusal
from fabrique.ground.messages.tests.makers import make_series
from fabrique.ground.people import privacy
from fabrique.ground.people.actions import erase_person
from tests.world import journal, make_person

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
EIGHT = timezone.localtime().replace(hour=8, minute=0)


def tell(person, **options):
    return actions.notify(person, Kind.TASK, "Votre avis manque", ["Première ligne.", "Seconde."], "/ici/", **options)


def written(notice, at):
    Notice.objects.filter(pk=notice.pk).update(at=at)


def test_urgent_news_leaves_at_once_and_says_everything(django_capture_on_commit_callbacks):
    person = make_person(language="en")

    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(person, urgent=True)

    message = mail.outbox[0]
    assert (message.to, message.subject) == ([person.email], "Votre avis manque")
    assert "Première ligne.\n\nSeconde.\n\nhttp://localhost:8000/ici/" in message.body
    assert "No longer receive" in message.body
    assert Letter.objects.get(notices=notice).state == "sent"


def test_other_news_wait_for_one_letter_in_the_morning():
    person, yesterday = make_person(), EIGHT - timedelta(days=1)
    for _n in range(3):
        written(tell(person), yesterday)
    assert mail.outbox == []

    made = [actions.gather_digests(EIGHT), actions.gather_digests(EIGHT)]

    assert (made, len(mail.outbox)) == ([1, 0], 1)
    assert mail.outbox[0].subject == "3 nouvelles pour vous : Votre avis manque"
    assert mail.outbox[0].body.count("Première ligne.") == 3


def test_news_of_the_day_waits_for_tomorrow():
    person = make_person()
    written(tell(person), EIGHT.replace(hour=6))
    written(tell(person), EIGHT.replace(hour=7, minute=30))

    assert [actions.gather_digests(EIGHT), actions.gather_digests(EIGHT.replace(hour=20))] == [1, 0]
    assert actions.gather_digests(EIGHT + timedelta(days=1)) == 1


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=PARIS), datetime(2026, 10, 25, tzinfo=PARIS)])
def test_morning_is_that_of_paris_on_the_days_the_clock_turns(day):
    notice = tell(make_person())
    written(notice, day - timedelta(hours=6))

    assert actions.gather_digests(day.replace(hour=6, minute=59)) == 0
    assert actions.gather_digests(day.replace(hour=7, minute=1)) == 1


def test_what_is_told_once_is_not_told_twice():
    person = make_person()

    assert [
        bool(tell(person, once="moved-1")),
        bool(tell(person, once="moved-1")),
        bool(tell(person, once="moved-2")),
    ] == [
        True,
        False,
        True,
    ]


def test_refused_kind_is_neither_kept_nor_sent_and_comes_back_when_wanted():
    person = make_person()
    written(tell(person), EIGHT - timedelta(days=1))
    actions.refuse(person=person, kind=Kind.TASK)
    actions.refuse(person=person, kind=Kind.TASK)

    assert (tell(person, urgent=True), actions.gather_digests(EIGHT)) == (None, 0)
    actions.want_again(person=person, kind=Kind.TASK)
    actions.want_again(person=person, kind=Kind.TASK)
    assert tell(person) is not None
    assert journal(person) == ["mail-refused", "mail-wanted-again"]


def test_refused_morning_letter_is_not_made_and_urgent_news_still_leave():
    person = make_person()
    written(tell(person), EIGHT - timedelta(days=1))
    actions.refuse(person=person, kind=Kind.DIGEST)

    assert (actions.gather_digests(EIGHT), Notice.objects.count()) == (0, 0)
    assert tell(person, urgent=True) is not None


def test_signed_link_names_who_and_what_and_nothing_can_be_changed_in_it():
    person, series = make_person(), make_series()

    wish = links.read(links.token(person, Kind.NEWSLETTER, series))

    assert (wish.person, wish.kind, wish.series) == (person, Kind.NEWSLETTER, series)
    assert links.read(links.token(person, Kind.TASK) + "x") is None
    assert links.read("nothing") is None


def test_letters_go_with_the_person_and_so_do_their_links():
    person = make_person()
    tell(person, urgent=True)
    actions.refuse(person=person, kind=Kind.AGENDA)
    token = links.token(person, Kind.TASK)
    assert privacy.export(person)["letters.Letter"][0]["subject"] == "Votre avis manque"

    erase_person(by=person, person=person)

    assert (Letter.objects.count(), Notice.objects.count(), Refusal.objects.count(), links.read(token)) == (
        0,
        0,
        0,
        None,
    )
