"""What is drawn once for all phones: nobody's own marks in it, no word that was taken back, no word in a shared memory."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from config import environment
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Participant
from fabrique.accompaniment.workshops.tests.room import WORDS, at_step, opened, write

pytestmark = pytest.mark.django_db


def phone(workshop):
    """Somebody without an account, and their browser."""
    known = set(Participant.objects.values_list("pk", flat=True))
    browser = Client()
    browser.post(reverse("workshops:room", args=[workshop.door]), {"category": ""})
    return browser, Participant.objects.exclude(pk__in=known).get()


def page(browser, workshop):
    return browser.get(reverse("workshops:room", args=[workshop.door])).text


def test_nobody_sees_what_another_answers():
    workshop = opened(at=5)
    (mine, me), (theirs, _them) = phone(workshop), phone(workshop)
    card = workshop.cards.first()
    for browser in (mine, theirs):
        assert 'aria-pressed="true"' not in page(browser, workshop)

    actions.vote(step=workshop.current, card=card, position="disagree", by=me)

    assert page(mine, workshop).count('aria-pressed="true"') == 1
    assert 'aria-pressed="true"' not in page(theirs, workshop)


def test_nobody_sees_where_another_lays_their_dots():
    workshop = opened()
    (mine, me), (theirs, _them) = phone(workshop), phone(workshop)
    card = write(workshop, me)
    step = at_step(workshop, 4).current
    for browser in (mine, theirs):
        assert "<output>0</output>" in page(browser, workshop)

    actions.place_dots(step=step, card=card, count=2, by=me)

    assert "<output>2</output>" in page(mine, workshop)
    assert "<output>0</output>" in page(theirs, workshop)


def test_card_taken_back_leaves_every_phone_at_once():
    workshop = opened()
    (mine, me), (theirs, _them) = phone(workshop), phone(workshop)
    card = write(workshop, me)
    at_step(workshop, 2)
    assert WORDS in page(theirs, workshop)

    actions.take_back(card=card, by=me)

    assert WORDS not in page(theirs, workshop)
    assert WORDS not in page(mine, workshop)


def test_only_its_author_finds_a_card_among_their_own():
    workshop = opened()
    (mine, me), (theirs, _them) = phone(workshop), phone(workshop)
    write(workshop, me)
    at_step(workshop, 2)
    assert page(theirs, workshop).count(f">{WORDS}<") == 1
    assert page(mine, workshop).count(f">{WORDS}<") == 2
    assert 'id="miennes"' not in page(theirs, workshop)


def test_card_that_came_since_the_room_was_drawn_is_answered():
    """Between two looks at where the room stands; seen red when the answer took the card from what was drawn."""
    workshop = opened(at=5)
    browser, me = phone(workshop)
    page(browser, workshop)
    step = workshop.current
    card = step.cards.create(workshop=workshop, text="Une phrase de plus")
    answer = browser.post(
        reverse("workshops:vote", args=[workshop.door, step.code, card.code]), {"position": "agree"},
        headers={"HX-Request": "true", "HX-Target": f"carte-{card.code}"},
    )  # fmt: skip
    assert answer.text.count('aria-pressed="true"') == 1
    assert me.votes.get().card == card


def test_words_lie_in_no_memory_that_processes_share():
    """Django's memory in tests is a dictionary: all of it is read. The other one holds the words: the reading finds some."""
    workshop = opened()
    browser, me = phone(workshop)
    write(workshop, me)
    at_step(workshop, 2)
    page(browser, workshop)

    def held(name):
        return b"".join(caches[name]._cache.values())

    assert WORDS.encode() in held("own")
    assert WORDS.encode() not in held("default")


def test_memory_of_a_room_is_of_its_process():
    assert environment.own_memory()["BACKEND"].endswith("LocMemCache")
    assert environment.own_memory()["LOCATION"] != environment.cache("").get("LOCATION", "")
