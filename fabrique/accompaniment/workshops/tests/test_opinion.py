"""The opinion map of a vote (issue 6, point 4): told at its end, by category and by sensibility, never by person."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fabrique.accompaniment.peers.tests.among import category
from fabrique.accompaniment.workshops import actions, mapping, paper
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.models import Card, Participant, Step, Vote
from fabrique.accompaniment.workshops.results import results
from fabrique.accompaniment.workshops.tests.room import WORDS, at_step, guest, opened, step_of, write
from fabrique.accompaniment.workshops.walls import wall_of
from fabrique.core.opinions.shapes import NotYet
from fabrique.core.opinions.tests.planted import planted
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials import sources
from fabrique.ground.referentials.models import Item
from tests.world import make_cohort, make_lead, make_person

pytestmark = pytest.mark.django_db
CODES = {1: "agree", -1: "disagree", 0: "pass"}


def voted(*circles, cards=("Une phrase", "Une autre")):
    """A vote over, its result shown: for each circle a category, how many, and what they say of each statement."""
    script = ({"kind": "vote", "question": "Qu’en pensez-vous ?", "ballot": "opinion"}, cards)
    workshop = opened(script=(script,))
    step = step_of(workshop, 1)
    for key, size, *said in circles:
        for _ in range(size):
            someone = guest(workshop, key)
            for card, position in zip(step.cards.order_by("pk"), said, strict=True):
                Vote.objects.create(step=step, participant=someone, card=card, position=position)
    actions.show_results(step=step, by=workshop.facilitator)
    return step


def texts(lines):
    return [line.card.text for line in lines]


def page_of(client, step):
    workshop = step.workshop
    return client.get(f"/parcours/cohortes/{workshop.cohort.code}/ateliers/{workshop.code}/pas/{step.code}/opinions")


def test_what_gathers_then_what_parts(sign_in):
    step = voted(("elected", 12, "agree", "agree"), ("agent", 12, "agree", "disagree"))
    found = mapping.map_of(step)

    assert texts(found.uniting) == ["Une phrase"]
    assert [(line.card.text, line.more.category.key, line.less.category.key) for line in found.dividing] == [("Une autre", "elected", "agent")]  # fmt: skip
    assert (found.dividing[0].more.percent, found.dividing[0].less.percent) == (100, 0)
    page = page_of(sign_in(step.workshop.facilitator), step).text
    assert page.index("Ce qui nous rassemble") < page.index("Ce qui nous partage") < page.index("Des sensibilités")
    assert "entre 76 et 100" in page


def test_what_gathers_against_is_told_with_its_own_share():
    found = mapping.map_of(voted(("elected", 12, "disagree"), ("agent", 12, "disagree"), cards=("Une phrase",)))

    assert [(line.side, [one.percent for one in line.said]) for line in found.uniting] == [("disagree", [100, 100])]
    assert mapping.picture(found).rows == (("Une phrase", "0", "0"),)


def test_four_categories_together_are_said():
    four = [(key, 12, "agree") for key in ("elected", "agent", "socio-economic", "state")]

    assert mapping.map_of(voted(*four, cards=("Une phrase",))).uniting[0].everyone
    assert not mapping.map_of(voted(*four[:2], cards=("Une phrase",))).uniting[0].everyone


def test_fewer_than_five_of_a_category_are_not_told(sign_in):
    """Four agents, all against: seen red with the threshold at one."""
    step = voted(("elected", 12, "agree", "agree"), ("agent", 4, "disagree", "disagree"))
    found = mapping.map_of(step)

    assert {said.category.key for line in found.every for said in line.said} <= {"elected"}
    assert not [one for one in found.categories if one.key == "agent"]
    page = page_of(sign_in(step.workshop.facilitator), step).text
    assert "Aucune catégorie n’a assez répondu pour être montrée." in page


@pytest.mark.parametrize(("shown", "status"), [(False, 403), (True, 200)])
def test_map_is_read_at_the_end_only(sign_in, shown, status):
    step = voted(("elected", 6, "agree", "agree"))
    Step.objects.filter(pk=step.pk).update(shown=shown)

    assert page_of(sign_in(step.workshop.facilitator), step).status_code == status
    assert bool(list(mapping.sections(step.workshop))) == shown


def test_map_is_read_by_who_reads_the_wall(sign_in):
    step = voted(("elected", 6, "agree", "agree"))
    stranger = make_person(Role.ASSOCIATION_EMPLOYEE)

    assert [may.read_opinion.allows(person, step) for person in (step.workshop.facilitator, stranger)] == [True, False]
    assert page_of(sign_in(stranger), step).status_code == 404
    dots = step_of(opened(), 4)
    assert may.read_opinion.reason(dots.workshop.facilitator, dots).startswith("Ce pas ne demande pas d’avis")


def test_card_taken_back_leaves_the_map_and_the_paper(sign_in):
    """Its words and its votes go: neither keeps a copy."""
    workshop = opened(
        script=(
            ({"kind": "collect", "question": "?"}, ()),
            ({"kind": "vote", "question": "!", "ballot": "opinion"}, ()),
        )
    )
    author = guest(workshop)
    card = write(workshop, author)
    workshop = at_step(workshop, 2)
    step = step_of(workshop, 2)
    for _ in range(12):
        actions.vote(step=step, card=card, position="agree", by=guest(workshop))
    actions.show_results(step=step, by=workshop.facilitator)
    client = sign_in(workshop.facilitator)
    assert WORDS in page_of(client, step).text

    actions.take_back(card=Card.objects.get(), by=author)

    assert WORDS not in page_of(client, step).text
    assert WORDS not in str(paper.build(workshop, "fr"))


def planted_step(people, statements):
    """Votes of planted groups, written at once."""
    step = voted(cards=tuple(f"Phrase {n}" for n in range(statements)))
    who, on, cast, _groups = planted(people, statements, "axes", 1, density=0.8)
    cards = list(step.cards.order_by("pk"))
    rows = [Participant(workshop=step.workshop, category=category(), token_hash=f"t{n}") for n in range(people)]
    made = {one.token_hash: one for one in Participant.objects.bulk_create(rows)}
    Vote.objects.bulk_create(
        Vote(step=step, participant=made[f"t{one}"], card=cards[place], position=CODES[int(vote)])
        for one, place, vote in zip(who, on, cast, strict=True)
    )
    return step


def test_sensibilities_are_told_without_anybody_of_them(sign_in):
    """Places and members are reckoned, and stay in the reckoning."""
    step = planted_step(120, 40)
    found = mapping.map_of(step)

    assert found.why_not == ""
    assert len(found.sensibilities) >= 2
    assert min(one.size for one in found.sensibilities) >= 5
    assert not hasattr(found, "places")
    page = page_of(sign_in(step.workshop.facilitator), step).text
    assert "Sensibilité 1" in page
    assert not [one for one in Participant.objects.values_list("code", flat=True) if one in page]
    assert not [word for word in ("camp ", "clan", "groupe d’opinion") if word in page]


@pytest.mark.parametrize(("not_yet", "sentence"), [
    (NotYet("few", people=7), "il en faudrait 7 de plus"), (NotYet("few", people=0), "Trop peu de réponses"),
    (NotYet("chance"), "pas ensemble plus que par hasard"), (NotYet("unstable", votes_each=5), "Avec 5 réponses de plus"),
    (NotYet("unstable", votes_each=5, statements=3), "Avec 3 phrases nouvelles"), (NotYet("unstable"), "elles ne sont pas montrées"),
])  # fmt: skip
def test_silence_says_why(not_yet, sentence):
    assert sentence in mapping.reason(not_yet)


def test_nothing_yet_is_said_in_words(sign_in):
    step = voted(("elected", 3, "agree", "disagree"))
    page = page_of(sign_in(step.workshop.facilitator), step).text

    assert "Rien n’est assez sûr pour être dit" in page
    assert "Aucun écart entre catégories n’est assez net" in page
    assert "il en faudrait" in page


def test_picture_and_paper_hold_the_same_figures():
    step = voted(("elected", 12, "agree", "agree"), ("agent", 12, "agree", "disagree"))

    picture = mapping.picture(mapping.map_of(step))
    assert picture.rows == (("Une phrase", "100", "100"), ("Une autre", "100", "0"))
    assert "Ce qui nous partage" in str(paper.build(step.workshop, "fr"))


def test_queries_do_not_grow_with_the_votes(sign_in):
    counts = []
    for size in (6, 8, 12):
        step = voted(("elected", size, "agree", "agree"), ("agent", size, "agree", "disagree"))
        client = sign_in(step.workshop.facilitator)
        with CaptureQueriesContext(connection) as queries:
            assert page_of(client, step).status_code == 200
        counts.append(len(queries))

    assert counts[1] == counts[2]


def test_method_is_read_by_anybody(client):
    assert "Wilson" in client.get("/carte-des-opinions").text


def test_wall_feeds_the_referential_for_its_readers_and_while_it_stands():
    workshop = opened()
    author = guest(workshop)
    card = write(workshop, author)
    outside = make_person(Role.ALLY_PERSON)

    assert sources.find(workshop.facilitator, "card", card.code).words == WORDS
    assert sources.find(outside, "card", card.code) is None
    actions.take_back(card=card, by=author)
    assert sources.find(workshop.facilitator, "card", card.code) is None


def test_title_of_a_room_is_told_to_its_people_alone():
    """ADR 0091. Seen red: somebody of another cohort, and the public, read under a sentence in which room it was said."""
    workshop = opened()
    workshop.title = "canari : la fermeture du guichet"
    workshop.save(update_fields=["title"])
    card = write(workshop, guest(workshop))
    for person in (AnonymousUser(), make_person(Role.ALLY_PERSON), make_lead(make_cohort())):
        assert sources.tellers["card"][1](person, {card.code}) == {card.code: sources.Told()}
    assert "canari" in sources.tellers["card"][1](workshop.facilitator, {card.code})[card.code].label
    assert sources.find(workshop.facilitator, "card", f"{card.code}\x00") is None


def test_two_pages_together_tell_no_more_than_each():
    """Seen red: of two categories with as many voters, the results hid the first in order and the map the first in
    number; one of each page taken away from the total left the two who are alone in theirs."""
    later, first = category("elected"), category("agent")
    Item.objects.filter(pk=later.pk).update(order=9)
    assert later.pk < first.pk
    step = voted(("elected", 5, "agree"), ("agent", 5, "disagree"), ("state", 2, "pass"), cards=("Une phrase",))

    (line,) = results(step, wall_of(step))
    on_results = {one.key for one, *_counts in line.by_category}
    on_the_map = {one.category.key for one in mapping.map_of(step).every[0].said}

    left = line.voters - 5 * len(on_results | on_the_map)
    assert (line.voters, left >= 5) == (12, True)


def test_statements_of_the_room_stand_in_the_order_of_its_wall():
    """Seen red: the map told its sentences in the order of writing."""
    workshop = opened()
    cards = [write(workshop, guest(workshop), f"Carte {number}") for number in range(12)]
    step = actions.add_step(workshop=workshop, kind="vote", question="Et ?", ballot="opinion", by=workshop.facilitator)
    step.order = 2
    step.save(update_fields=["order"])
    for card in cards:
        Vote.objects.create(step=step, participant=guest(workshop), card=card, position="agree")
    actions.show_results(step=step, by=workshop.facilitator)
    told = [line.card.code for line in mapping.map_of(step).every]
    assert told == sorted(told) != [card.code for card in cards]
