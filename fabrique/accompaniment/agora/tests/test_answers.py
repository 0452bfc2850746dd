"""Each demand is answered by the category it is addressed to, with two voices (R412, ADR 0088), and the matrix says so."""

import pytest
from django.urls import reverse

from fabrique.accompaniment.agora import actions
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.enums import AGORA, ANSWER
from fabrique.accompaniment.agora.inbox import demands, second_voices
from fabrique.accompaniment.agora.matrix import matrix, picture
from fabrique.accompaniment.agora.models import Agora, Answer
from fabrique.accompaniment.agora.tests.room import (
    KEYS,
    category,
    claim,
    given,
    lead_of,
    make_agora,
    reader_of,
    speaker,
)
from fabrique.accompaniment.peers.tests.among import make_group
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.due import questions
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_participation, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", [AGORA, ANSWER], ids=lambda table: table.name)
def test_moves_start_where_the_table_says(table):
    for name, move in table.moves.items():
        for state in table.states:
            thing = type("Thing", (), {"state": state})()
            if state in move.sources:
                table.make(thing, name)
                assert thing.state == move.target
            else:
                with pytest.raises(Denied, match="Pas depuis l’état"):
                    table.make(thing, name)


def write(item, by, says="accept", words="", key="state"):
    found = item.answers.filter(category__key=key).first()
    return actions.answer(
        item=item, category=category(key), says=says, words=words, by=by, seen=found.version if found else 0
    )


def agree(answer, by):
    return actions.agree(answer=answer, by=by, seen=answer.version)


def test_answer_is_given_by_two_people_of_the_category():
    agora = make_agora()
    item, first, second, asker = claim(agora), speaker(agora, "state"), speaker(agora, "state"), speaker(agora)
    answer = write(item, first, says="in-part", words="Au début seulement")
    assert [notice.person for notice in Notice.objects.all()] == [second]
    with pytest.raises(Denied, match="deuxième personne"):
        agree(answer, first)
    for refused in (asker, reader_of(agora), lead_of(agora)):
        with pytest.raises(Denied, match="deux personnes"):
            agree(answer, refused)
    answer = agree(answer, second)
    assert (answer.state, answer.agreed_by, journal(answer)) == ("agreed", second, ["agora-answer-written", "agora-answer-agreed"])  # fmt: skip
    assert Notice.objects.filter(person=asker).count() == 1
    with pytest.raises(Denied, match="déjà donnée"):
        agree(answer, second)


def test_facilitator_of_its_peers_may_be_the_second_voice_of_a_category_alone():
    agora = make_agora()
    group = make_group(agora.cohort, category=category("state"))
    answer = write(claim(agora), speaker(agora, "state"))
    other = make_group(agora.cohort, category=category("agent"))
    with pytest.raises(Denied, match="deux personnes"):
        agree(answer, other.facilitator)
    assert agree(answer, group.facilitator).state == "agreed"


def test_answer_rewritten_waits_for_a_second_voice_again():
    agora = make_agora()
    item = claim(agora)
    answer = given(agora, item)
    third = speaker(agora, "state")
    write(item, third, says="later", words="Après l’été")
    answer.refresh_from_db()
    assert (answer.state, answer.says, answer.written_by, answer.agreed_by) == ("draft", "later", third, None)
    assert Answer.objects.count() == 1


def test_two_who_write_or_give_at_once_are_told(sign_in):
    """Nobody gives words they have not read."""
    agora = make_agora()
    item, first, second = claim(agora), speaker(agora, "state"), speaker(agora, "state")
    answer = write(item, first)
    with pytest.raises(Conflict):
        actions.answer(item=item, category=category("state"), says="no", words="Autre", by=second, seen=0)
    seen = answer.version
    write(item, first, says="no", words="Rien de tout cela")
    sign_in(second).post(
        reverse("agora:agree", args=[agora.cohort.code, agora.code, item.code, answer.code]), {"version": seen}
    )
    answer.refresh_from_db()
    assert (answer.state, answer.words) == ("draft", "Rien de tout cela")


@pytest.mark.parametrize("says", ["no", "later", "in-part"])
def test_answer_other_than_yes_says_why(says):
    agora = make_agora()
    with pytest.raises(Denied, match="pourquoi"):
        write(claim(agora), speaker(agora, "state"), says=says, words=" ")


def test_answer_belongs_to_the_category_asked():
    agora = make_agora()
    item = claim(agora)
    for refused in (speaker(agora), speaker(agora, "agent"), lead_of(agora), reader_of(agora)):
        with pytest.raises(Denied, match="revient à la catégorie"):
            write(item, refused)
    with pytest.raises(Denied, match="revient à la catégorie"):
        write(item, speaker(agora, "state"), key="agent")
    with pytest.raises(Denied, match="se donne à une demande"):
        write(claim(agora, to=None, kind="revelation"), speaker(agora, "state"))
    Agora.objects.filter(pk=agora.pk).update(state="prepared")
    item.agora.refresh_from_db()
    with pytest.raises(Denied, match="pas encore ouverte"):
        write(item, speaker(agora, "state"))


def test_demand_to_all_is_answered_by_each_of_the_others():
    agora = make_agora()
    item = claim(agora, to=None)
    with pytest.raises(Denied, match="revient"):
        write(item, speaker(agora), key="elected")
    for key in KEYS[1:]:
        given(agora, item, key=key)
    line = dict(zip(KEYS, matrix(Agora.objects.get()).rows[0][1], strict=True))
    assert [line[key].answered for key in KEYS] == [0, 1, 1, 1]
    assert [len(line[key].demands) for key in KEYS] == [0, 1, 1, 1]


def test_draft_is_between_its_category_and_shown_to_nobody_else(sign_in):
    """Seen red with `told` true in the view of an item."""
    agora = make_agora()
    item, first, second = claim(agora), speaker(agora, "state"), speaker(agora, "state")
    answer = write(item, first, says="no", words="canari-brouillon")
    for person in (first, second):
        assert "canari-brouillon" in sign_in(person).get(item.get_absolute_url()).text
    others = (speaker(agora), speaker(agora, "agent"), lead_of(agora), make_person(Role.ASSOCIATION_EMPLOYEE))
    codes = [agora.cohort.code, agora.code]
    pages = [
        item.get_absolute_url(), agora.get_absolute_url(), reverse("agora:booklet", args=[*codes, "html"]),
        reverse("agora:cell", args=[*codes, "elected", "state"]), reverse("agora:category", args=[*codes, "state"]),
    ]  # fmt: skip
    for person in others:
        client = sign_in(person)
        assert [page for page in pages if "canari-brouillon" in client.get(page).text] == []
        assert not may.read_answer.allows(person, answer)
    agree(answer, second)
    client = sign_in(others[0])
    assert [page for page in pages if "canari-brouillon" in client.get(page).text] == [pages[0], pages[2], pages[3]]


def test_matrix_counts_demands_and_the_answers_given():
    agora = make_agora()
    given(agora, claim(agora), says="no", words="Parce que")
    claim(agora)
    claim(agora, "agent", to="elected")
    claim(agora, "agent", to="agent")
    drawn = matrix(Agora.objects.get())
    assert (len(drawn.cell("elected", "state").demands), drawn.cell("elected", "state").answered) == (2, 1)
    assert drawn.cell("agent", "agent").own
    assert drawn.cell("elected", "fifth") is None
    assert (drawn.asked, dict(drawn.tally)) == (4, {"oui": 0, "oui, en partie": 0, "plus tard": 0, "non, et pourquoi": 1, "sans réponse": 3})  # fmt: skip
    shown = picture(drawn)
    assert shown.rows[0][1:] == ("0", "0", "0", "2 demandes, 1 répondue")


@pytest.mark.parametrize("count", [1, 5])
def test_pages_cost_the_same(sign_in, django_assert_max_num_queries, count):
    agora = make_agora()
    for number in range(count):
        item = claim(agora, text=f"Mot {number}")
        given(agora, item)
        actions.group(agora=agora, title=f"Titre {number}", items=[item], by=lead_of(agora))
    person = speaker(agora, "state")
    client = sign_in(person)
    codes = [agora.cohort.code, agora.code]
    for view, more, most in (("agora", [], 34), ("category", ["state"], 22), ("cell", ["elected", "state"], 22)):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"agora:{view}", args=[*codes, *more])).status_code == 200


def test_inbox_asks_those_who_may_answer_and_says_nothing_of_the_words():
    agora = make_agora()
    claim(agora), claim(agora), claim(agora, "agent", to=None)
    first, second, elected = speaker(agora, "state"), speaker(agora, "state"), speaker(agora)
    told = acts_of(first, [demands])
    assert [act.why for act in told] == ["3 demandes sont sans réponse\xa0: Agora."]
    assert "canari" not in str(told)
    assert [act.why for act in acts_of(elected, [demands])] == ["1 demande est sans réponse\xa0: Agora."]
    answer = write(agora.items.first(), first)
    assert len(acts_of(second, [second_voices])) == 1
    assert acts_of(first, [second_voices]) == acts_of(elected, [second_voices]) == []
    assert questions["agora-answer"](second, answer.code)
    agree(answer, second)
    assert not questions["agora-answer"](second, answer.code)
    assert acts_of(second, [second_voices]) == []


def test_inbox_of_another_cohort_hears_nothing():
    agora = make_agora()
    claim(agora)
    other = make_agora(name="Ailleurs")
    assert acts_of(speaker(other, "state"), [demands]) == []


def test_pages_do_what_they_say(sign_in):
    agora = make_agora(state="prepared")
    lead, first, second, elected = lead_of(agora), speaker(agora, "state"), speaker(agora, "state"), speaker(agora)
    codes = [agora.cohort.code, agora.code]
    client = sign_in(lead)
    client.post(reverse("agora:edit", args=codes), {"name": "Notre Agora", "question": "Qui vient ?", "held_on": "2026-03-12", "place": "Salle", "version": agora.version})  # fmt: skip
    client.post(reverse("agora:move", args=codes), {"move": "open"})
    client = sign_in(elected)
    client.post(reverse("agora:add-item", args=codes), {"category": "elected", "kind": "claim", "text": "Venez avant", "to": "state"})  # fmt: skip
    item = agora.items.get()
    client = sign_in(first)
    client.post(
        reverse("agora:answer", args=[*codes, item.code]),
        {"category": "state", "says": "accept", "words": "", "version": 0},
    )
    answer = item.answers.get()
    client = sign_in(second)
    client.post(reverse("agora:agree", args=[*codes, item.code, answer.code]), {"version": answer.version})
    client.post(item.get_absolute_url(), {"category": "state", "text": "Nous viendrons"})
    client = sign_in(lead)
    client.post(reverse("agora:group", args=codes), {"title": "Avant", "words": "", "items": [item.code]})
    made = agora.convergences.get()
    client.post(reverse("agora:edit-convergence", args=[*codes, made.code]), {"title": "Se voir avant", "items": [item.code], "version": made.version})  # fmt: skip
    client.post(made.get_absolute_url(), {"category": "agent", "text": "Noté pour la salle"})
    remark = made.remarks.get()
    client.post(reverse("agora:remove-remark", args=[*codes, remark.code]))
    client.post(reverse("agora:ungroup", args=[*codes, made.code]))
    assert (agora.convergences.count(), agora.remarks.count()) == (0, 1)
    client.post(reverse("agora:withdraw-item", args=[*codes, item.code]))

    agora.refresh_from_db()
    answer.refresh_from_db()
    item.refresh_from_db()
    assert (agora.name, agora.state, answer.state, item.is_live) == ("Notre Agora", "open", "agreed", False)


def test_referent_opens_a_local_agora_from_the_room_of_the_delegation(sign_in):
    place = make_participation()
    client = sign_in(make_person(Role.DELEGATION_REFERENT, place.scope))
    codes = [place.cohort.code, place.code]
    assert "Ouvrir notre Agora" in client.get(reverse("agora:room", args=codes)).text
    client.post(reverse("agora:open-local", args=codes))
    agora = Agora.objects.get()
    assert agora.get_absolute_url() in client.get(reverse("agora:room", args=codes)).text
