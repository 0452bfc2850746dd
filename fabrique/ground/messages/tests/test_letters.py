"""News, the digest, and what people refuse."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from fabrique.ground.messages import actions, due, links, outbox
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.models import Letter, Notice, Refusal
from fabrique.ground.messages.readers import Guest
from fabrique.ground.messages.tests.makers import make_series
from fabrique.ground.people import privacy
from fabrique.ground.people.actions import erase_person
from fabrique.ground.people.enums import Role
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


def test_what_was_done_meanwhile_is_asked_of_nobody_any_more(monkeypatch):
    person, done = make_person(), []
    monkeypatch.setitem(due.questions, "answer", lambda _person, code: code not in done)
    yesterday = EIGHT - timedelta(days=1)
    for code in ("a", "b"):
        written(tell(person, due=f"answer:{code}"), yesterday)
    written(tell(make_person(), due="answer:a"), yesterday)
    actions.gather_digests(EIGHT)
    Letter.objects.update(state="queued", sent_at=None)
    mail.outbox.clear()
    done.append("a")

    outbox.send_ready(5)

    (message,) = mail.outbox
    assert (message.to, message.body.count("Première ligne.")) == ([person.email], 1)
    assert message.subject == "Votre avis manque"
    assert sorted(Letter.objects.values_list("state", "failure")) == [("left", outbox.SETTLED), ("sent", "")]


def test_guest_is_told_once_at_once_and_their_address_is_forgotten():
    guest = Guest("Ada@example.invalid", "Ada", "en")

    assert [bool(tell(guest, once="moved-1")), bool(tell(guest, once="moved-1")), bool(tell(guest))] == [
        True,
        False,
        True,
    ]
    outbox.send_ready(5)
    outbox.send_ready(5)

    message = mail.outbox[0]
    assert ([m.to for m in mail.outbox], message.subject) == ([["Ada@example.invalid"]] * 2, "Votre avis manque")
    assert "two months" in message.body
    assert "No longer receive" not in message.body
    actions.forget_words(timezone.now() + timedelta(days=59))
    assert Letter.objects.exclude(email="").count() == 2
    actions.forget_words(timezone.now() + timedelta(days=61))
    assert list(Letter.objects.values_list("email", "name", "state")) == [("", "", "sent")] * 2
    assert "ada" not in str(list(Letter.objects.values())).lower()


def test_text_goes_six_months_after_the_letter_and_who_what_when_stay():
    left, undecided = tell(make_person(), urgent=True), tell(make_person(), urgent=True)
    waiting = tell(make_person())
    Letter.objects.filter(notices=left).update(state="sent", sent_at=timezone.now())
    Letter.objects.filter(notices=undecided).update(state="uncertain")

    actions.forget_words(timezone.now() + timedelta(days=182))
    assert Notice.objects.exclude(text="").count() == 3
    actions.forget_words(timezone.now() + timedelta(days=184))

    left.refresh_from_db()
    assert (left.text, left.url) == ("", "")
    assert list(Notice.objects.exclude(text="").order_by("pk")) == [undecided, waiting]
    letter = Letter.objects.get(notices=left)
    assert (letter.to, letter.subject, bool(letter.sent_at)) == (str(left.person), "Votre avis manque", True)


@pytest.mark.parametrize("kept", [{"text": ""}, {"url": ""}])
def test_what_is_left_of_a_forgotten_text_goes_too(kept):
    """The words are sealed: an empty text and an empty address are told apart from a sealed one, on each engine."""
    notice = tell(make_person(), urgent=True)
    Letter.objects.filter(notices=notice).update(state="sent", sent_at=timezone.now())
    Notice.objects.filter(pk=notice.pk).update(**kept)
    assert bool(Notice.objects.exclude(text="").count()) == ("text" not in kept)

    actions.forget_words(timezone.now() + timedelta(days=184))
    assert list(Notice.objects.filter(text="", url="")) == [notice]
    assert not Notice.objects.exclude(text="", url="").exists()


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


def test_list_of_what_was_sent_names_no_guest(sign_in):
    """Who is invited without an account is known to whoever invites, not to whoever follows the letters."""
    tell(Guest("canari@example.invalid", "Canari Dupont"))
    tell(Guest("canari-sans-nom@example.invalid"))

    page = sign_in(make_person(Role.PLATFORM_ADMINISTRATOR)).get(reverse("letters:outbox")).text

    assert "Votre avis manque" in page
    assert "anari" not in page


def test_list_of_what_was_sent_says_of_no_morning_what_it_held(sign_in):
    """Seen red: alone in its letter, a news gave it its subject, and the team read beside a name what was told to that
    person alone: that they had asked, answered, or been turned away from a group."""
    person = make_person(name="Ada")
    written(tell(person), EIGHT - timedelta(days=1))
    actions.gather_digests(EIGHT)
    assert mail.outbox[0].subject == "Votre avis manque"
    refused = Letter.objects.create(key="digest-x", person=person, kind="digest", subject="Votre avis manque", state="failed", failure="refused")  # fmt: skip

    page = sign_in(make_person(Role.PLATFORM_ADMINISTRATOR)).get(reverse("letters:outbox")).text

    assert ("Votre avis manque" in page, refused.subject) == (False, "Votre avis manque")
    assert page.count("Le courrier du matin") >= 3
    assert "Ada" in page
