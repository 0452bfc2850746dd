"""What was reckoned of a vote is kept without anybody in it; those who voted without an account read it from the room."""

import pickle

import pytest
from django.core.cache import cache
from django.urls import reverse

from fabrique.accompaniment.workshops import actions, mapping
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.models import Card, Participant, Vote
from fabrique.accompaniment.workshops.tests.room import VISITOR, guest, opened, step_of
from fabrique.accompaniment.workshops.tests.test_opinion import planted_step, voted
from fabrique.core.opinions.shapes import Groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def times(monkeypatch):
    """How many times votes were reckoned."""
    asked = []

    def reckoning(*rows, **more):
        asked.append(len(rows[0]))
        return reckon(*rows, **more)

    reckon = mapping.reckon
    monkeypatch.setattr(mapping, "reckon", reckoning)
    return asked


def test_vote_that_is_over_is_reckoned_once(times):
    step = voted(("elected", 12, "agree", "agree"), ("agent", 12, "agree", "disagree"))

    assert mapping.map_of(step) == mapping.map_of(step)
    assert times == [48]


def test_vote_that_goes_on_is_reckoned_each_time(times):
    step = voted(("elected", 6, "agree", "agree"))
    step.shown = False
    mapping.map_of(step)
    mapping.map_of(step)

    assert times == [12, 12]


@pytest.mark.parametrize("gone", ["card", "aside", "somebody"])
def test_what_goes_afterwards_changes_it(times, gone):
    """Seen red with the key of the step alone."""
    step = voted(("elected", 12, "agree", "agree"), ("agent", 12, "agree", "disagree"))
    assert mapping.map_of(step).people == 24
    card = step.cards.order_by("pk").last()
    if gone == "card":
        card.delete()
    elif gone == "aside":
        actions.put_aside(card=card, reason="Redite", by=step.workshop.facilitator)
    else:
        Participant.objects.filter(pk=Vote.objects.first().participant_id).delete()

    found = mapping.map_of(step)
    assert (len(found.every), found.people) == ((1, 24) if gone != "somebody" else (2, 23))
    assert len(times) == 2


def test_nothing_kept_tells_a_word_or_a_person(monkeypatch):
    """Seen red with the reckoning kept whole."""
    kept = {}
    monkeypatch.setattr(cache, "set", lambda key, value, _during: kept.update({key: value}))
    step = planted_step(120, 40)
    assert len(mapping.map_of(step).sensibilities) >= 2

    (key, found), words = kept.popitem(), list(Card.objects.values_list("text", flat=True))
    assert isinstance(found.opinion, Groups)
    assert (found.opinion.places, found.memory) == ((), None)
    assert [word for word in words if word.encode() in pickle.dumps(found)] == []
    assert [word for word in words if word in key] == []


def came(client, step):
    """A phone in the room, before its vote: what its cookie opens."""
    token = "a" * 43
    participant, _token = actions.come_in(workshop=step.workshop, category=None, by=VISITOR, token=token)
    client.cookies[f"atelier-{step.workshop.door}"] = token
    return participant


def answered_by(client, size=4, shown=True):
    """A vote of so many, and of this phone too; the workshop over."""
    workshop = opened(script=(({"kind": "vote", "question": "Qu’en pensez-vous ?", "ballot": "opinion"}, ("canari",)),))
    step = step_of(workshop, 1)
    people = [came(client, step), *(guest(workshop, "elected") for _ in range(size))]
    for one in people:
        actions.vote(step=step, card=step.cards.get(), position="agree", by=one)
    if shown:
        actions.show_results(step=step, by=workshop.facilitator)
    actions.move(workshop=workshop, name="close", by=workshop.facilitator)
    return step_of(workshop, 1), people[0]


def map_from(step):
    return reverse("workshops:opinion-there", args=[step.workshop.door, step.code])


def test_phone_that_voted_reads_the_map_once_the_workshop_is_over(client):
    step, _participant = answered_by(client)
    room = client.get(reverse("workshops:room", args=[step.workshop.door])).text
    page = client.get(map_from(step))

    assert map_from(step) in room
    assert (page.status_code, page["Cache-Control"].count("no-store")) == (200, 1)
    assert ("Ce qui nous rassemble" in page.text, "5 personnes ont répondu" in page.text) == (True, True)
    actions.move(workshop=step.workshop, name="reopen", by=step.workshop.facilitator)
    assert client.get(map_from(step)).status_code == 403


@pytest.mark.parametrize(("size", "shown"), [(3, True), (4, False)])
def test_map_of_four_voters_or_of_a_vote_without_result_is_not_read(client, size, shown):
    """Four voices, hers among them: the other three would be read. Seen red without the minimum of five."""
    step, participant = answered_by(client, size, shown)

    assert "à partir de cinq personnes" in may.read_opinion_there.reason(participant, step)
    assert client.get(map_from(step)).status_code == 403
    assert map_from(step) not in client.get(reverse("workshops:room", args=[step.workshop.door])).text


def test_only_who_voted_reads_the_map_from_the_room(client):
    """Seen red with the votes of the participant left out of the rule."""
    step, _participant = answered_by(client)
    other, stranger = type(client)(), type(client)()
    actions.move(workshop=step.workshop, name="reopen", by=step.workshop.facilitator)
    silent, token = actions.come_in(workshop=step.workshop, category=None, by=VISITOR)
    actions.move(workshop=step.workshop, name="close", by=step.workshop.facilitator)
    other.cookies[f"atelier-{step.workshop.door}"] = token
    elsewhere = guest(opened())

    assert other.get(map_from(step)).status_code == 403
    assert map_from(step) not in other.get(reverse("workshops:room", args=[step.workshop.door])).text
    assert stranger.get(map_from(step)).status_code == 302
    assert [may.read_opinion_there.allows(one, step_of(step.workshop, 1)) for one in (silent, elsewhere, VISITOR)] == [False] * 3  # fmt: skip
