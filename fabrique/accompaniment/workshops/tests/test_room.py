"""What a phone sends: once or twice, in time or late, and how much of it."""

import pytest
from django.db import IntegrityError, transaction

from fabrique.accompaniment.peers.models import sealed_name
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.enums import LONGEST_CARD, CardState
from fabrique.accompaniment.workshops.models import Attendance, Card, Dot, Participant, Vote
from fabrique.accompaniment.workshops.tests.room import VISITOR, WORDS, at_step, guest, opened, somebody, step_of, write
from fabrique.core.permissions import Denied
from fabrique.core.tests.test_sealed import whole_database
from tests.world import make_person

pytestmark = pytest.mark.django_db


def test_one_comes_in_once_whatever_the_device():
    workshop, person = opened(), make_person()
    first, second = somebody(workshop, person), somebody(workshop, person)
    alone, token = actions.come_in(workshop=workshop, category=None, by=VISITOR)
    again, same = actions.come_in(workshop=workshop, category=None, by=VISITOR, token=token)
    other = guest(workshop)

    assert (first, alone, token) == (second, again, same)
    assert Participant.objects.count() == 3
    assert other.account == sealed_name()
    assert token not in whole_database()


def test_door_is_closed_before_and_after():
    workshop = opened()
    actions.move(workshop=workshop, name="close", by=workshop.facilitator)
    with pytest.raises(Denied, match="pas ouvert"):
        guest(workshop)


def test_card_sent_twice_is_one_card_and_stays_taken_back():
    workshop = opened()
    author = guest(workshop)
    card = write(workshop, author, once="a")
    assert write(workshop, author, "Autre texte", once="a") == card
    actions.take_back(card=card, by=author)
    assert write(workshop, author, once="a").state == CardState.TAKEN_BACK
    at_step(workshop, 2)
    # sent again once the step is over: what arrived is what arrived
    assert actions.write_card(step=step_of(workshop, 1), text=WORDS, once="a", by=author) == card
    card.refresh_from_db()
    assert (card.text, card.reason) == ("", "")
    assert Card.objects.filter(participant=author).count() == 1


def test_key_of_another_gives_nothing_of_theirs():
    """The key of a sending stands in the page that sent it: it opens no card of somebody else."""
    workshop = opened()
    card = write(workshop, guest(workshop), once="a")
    other = write(workshop, guest(workshop), "Autre texte", once="a")
    assert (other.text, other.pk != card.pk) == ("Autre texte", True)


@pytest.mark.parametrize(
    ("text", "says"),
    [("  \n ", "Écrivez"), ("\u200b\u202e\ufeff \n", "Écrivez"), ("x" * (LONGEST_CARD + 1), "coupez-la")],
)
def test_card_that_cannot_be_read_is_refused_with_a_sentence(text, says):
    workshop = opened()
    with pytest.raises(Denied, match=says):
        write(workshop, guest(workshop), text)


def test_flood_from_one_phone_stops_and_the_others_go_on():
    workshop = opened()
    loud, quiet = guest(workshop), guest(workshop)
    for _n in range(12):
        write(workshop, loud)
    with pytest.raises(Denied, match="Beaucoup de cartes"):
        write(workshop, loud)
    write(workshop, quiet)
    assert loud.cards.count() == 12
    assert quiet.cards.count() == 1


def test_card_is_written_in_its_step_by_somebody_of_the_room():
    workshop, other = opened(), opened()
    author = guest(workshop)
    with pytest.raises(Denied, match="Entrez"):
        actions.write_card(step=workshop.current, text=WORDS, once="x", by=guest(other))
    at_step(workshop, 2)
    with pytest.raises(Denied, match="pas le moment"):
        write(workshop, author)
    with pytest.raises(Denied, match="passé à autre chose"):
        actions.write_card(step=step_of(workshop, 1), text=WORDS, once="x", by=author)
    at_step(workshop, 1)
    actions.move(workshop=workshop, name="close", by=workshop.facilitator)
    with pytest.raises(Denied, match="terminé"):
        write(workshop, author)


def test_only_its_author_takes_a_card_back_even_archived():
    workshop = opened()
    author, other = guest(workshop), guest(workshop)
    card = write(workshop, author)
    with pytest.raises(Denied, match="reprise par"):
        actions.take_back(card=card, by=other)
    actions.move(workshop=workshop, name="close", by=workshop.facilitator)
    actions.move(workshop=workshop, name="archive", by=workshop.facilitator)
    actions.take_back(card=card, by=author)
    assert card.state == CardState.TAKEN_BACK


def test_vote_is_changed_never_doubled_and_taken_back():
    workshop = opened(at=5)
    voter, step = guest(workshop), workshop.current
    card = workshop.cards.first()
    for position in ("agree", "agree", "pass"):
        actions.vote(step=step, card=card, position=position, by=voter)
    assert [vote.position for vote in Vote.objects.all()] == ["pass"]
    with pytest.raises(Denied, match="trois réponses"):
        actions.vote(step=step, card=card, position="no", by=voter)
    actions.vote(step=step, card=card, position="", by=voter)
    assert Vote.objects.count() == 0
    with pytest.raises(Denied, match="points"):
        actions.place_dots(step=step, card=card, count=1, by=voter)


def test_vote_is_about_the_cards_of_its_step():
    workshop = opened()
    voter = guest(workshop)
    card = write(workshop, voter)
    at_step(workshop, 5)
    with pytest.raises(Denied, match="pas de ce vote"):
        actions.vote(step=workshop.current, card=card, position="agree", by=voter)
    at_step(workshop, 4)
    with pytest.raises(Denied, match="pas le moment"):
        actions.vote(step=workshop.current, card=card, position="agree", by=voter)
    actions.put_aside(card=card, reason="Un nom", by=workshop.facilitator)
    with pytest.raises(Denied, match="plus sur le mur"):
        actions.place_dots(step=workshop.current, card=card, count=1, by=voter)


def test_dots_are_counted_moved_and_never_too_many():
    workshop = opened()
    voter = guest(workshop)
    one, other = write(workshop, voter), write(workshop, voter)
    step = at_step(workshop, 4).current

    assert actions.place_dots(step=step, card=one, count=2, by=voter) == 1
    assert actions.place_dots(step=step, card=one, count=2, by=voter) == 1
    with pytest.raises(Denied, match="plus de points"):
        actions.place_dots(step=step, card=other, count=2, by=voter)
    assert actions.place_dots(step=step, card=one, count=1, by=voter) == 2
    assert actions.place_dots(step=step, card=other, count=2, by=voter) == 0
    assert sorted(Dot.objects.values_list("number", flat=True)) == [1, 2, 3]
    # the database itself refuses a fourth
    with pytest.raises(IntegrityError), transaction.atomic():
        Dot.objects.create(step=step, participant=voter, card=one, number=4, most=3)


def test_card_taken_back_gives_dots_back_to_their_owners():
    workshop = opened()
    author, voter = guest(workshop), guest(workshop)
    card = write(workshop, author)
    step = at_step(workshop, 4).current
    actions.place_dots(step=step, card=card, count=3, by=voter)
    actions.take_back(card=card, by=author)
    assert Dot.objects.count() == 0


def test_card_put_aside_gives_dots_back_until_they_are_counted():
    """Seen red: a dot on a card that nobody sees any more could be taken back by nobody."""
    workshop = opened()
    voter, cards = guest(workshop), [write(workshop, guest(workshop), f"Carte {number}") for number in range(2)]
    step = at_step(workshop, 4).current
    for card in cards:
        actions.place_dots(step=step, card=card, count=1, by=voter)
    actions.put_aside(card=cards[0], reason="On y lit un nom", by=workshop.facilitator)
    assert actions.place_dots(step=step, card=cards[1], count=3, by=voter) == 0
    actions.show_results(step=step, by=workshop.facilitator)
    actions.put_aside(card=cards[1], reason="On y lit un nom", by=workshop.facilitator)
    assert cards[1].dots.count() == 3


def test_words_accounts_and_tokens_lie_sealed_and_who_was_there_is_noted_at_the_end():
    workshop, person = opened(), make_person()
    card = write(workshop, somebody(workshop, person))
    write(workshop, guest(workshop))
    assert Card.objects.get(pk=card.pk).text == WORDS
    assert "canari :" not in whole_database()
    assert Attendance.objects.count() == 0
    for name in ("close", "reopen", "close"):
        actions.move(workshop=workshop, name=name, by=workshop.facilitator)
    assert [row.person for row in Attendance.objects.all()] == [person]
