"""What a group lets out: read again by each, refused by one, shared one by one, taken back (R404, R408)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from fabrique.accompaniment.peers import actions, rereading
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import GROUP, STATEMENT
from fabrique.accompaniment.peers.inbox import syntheses
from fabrique.accompaniment.peers.models import PeerGroup, Voice
from fabrique.accompaniment.peers.tests.among import (
    WORDS,
    agreed,
    category,
    lead_of,
    make_group,
    member,
    running,
    validated,
)
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import journal, make_participation, make_person

pytestmark = pytest.mark.django_db


def page_of(sign_in, person, group):
    return sign_in(person).get(reverse("peers:said", args=[group.cohort.code]))


@pytest.mark.parametrize("table", [GROUP, STATEMENT], ids=lambda table: table.name)
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


def test_group_goes_from_formed_to_archived(sign_in):
    group, people = running(state="formed")
    with pytest.raises(Denied, match="n’ont pas commencé"):
        actions.draft_statement(group=group, kind="claim", text="x", by=group.facilitator)
    group = actions.move(group=group, name="start", by=group.facilitator)
    with pytest.raises(Denied, match="synthèse est vide"):
        actions.move(group=group, name="draft", by=group.facilitator)
    statement = actions.draft_statement(
        group=group, kind="claim", to=category("agents"), text=WORDS, by=group.facilitator
    )
    with pytest.raises(Denied, match="pas donnée à relire"):
        actions.answer_statement(statement=statement, says="recognise", by=people[0])
    group = actions.move(group=group, name="draft", by=group.facilitator)
    assert len(acts_of(people[0], [syntheses])) == 1
    with pytest.raises(Denied, match="deux tiers"):
        actions.move(group=group, name="validate", by=group.facilitator)
    for person in people[:2]:
        actions.answer_statement(statement=statement, says="recognise", by=person)
    with pytest.raises(Denied, match="pas encore validé"):
        actions.release(statement=statement, by=group.facilitator)
    group = actions.move(group=group, name="validate", by=group.facilitator)
    assert len(acts_of(group.facilitator, [syntheses])) == 1
    actions.release(statement=statement, by=group.facilitator)
    group.refresh_from_db()
    assert group.state == "released"
    assert acts_of(group.facilitator, [syntheses]) == []

    assert actions.move(group=group, name="archive", by=group.facilitator).state == "archived"
    assert journal(group) == ["peer-group-moved"] * 4
    for name in ("release", "fly"):
        with pytest.raises(Denied, match="n’existe pas"):
            actions.move(group=group, name=name, by=group.facilitator)
    for person in (people[0], lead_of(group)):
        with pytest.raises(Denied):
            actions.move(group=PeerGroup.objects.get(), name="archive", by=person)


@pytest.mark.parametrize(("members", "answers", "enough"), [(3, 1, False), (3, 2, True), (4, 2, False), (4, 3, True), (6, 4, True), (6, 3, False)])  # fmt: skip
def test_two_thirds_of_the_members_answer(members, answers, enough):
    group, people = running(members)
    statement = agreed(group, people[:answers])

    assert (rereading.missing(statement, members=rereading.codes_in(group)) == "") is enough


def test_change_is_an_answer_and_does_not_block():
    group, people = running()
    statement = agreed(group, people[:1])
    actions.answer_statement(statement=statement, says="change", words="Moins sec", by=people[1])

    assert rereading.missing(statement, members=rereading.codes_in(group)) == ""


def test_one_who_could_be_named_stops_it_until_it_is_rewritten():
    group, people, statement = validated()
    actions.answer_statement(statement=statement, says="names-me", by=people[2])
    with pytest.raises(Denied, match="récrivez-le"):
        actions.release(statement=statement, by=group.facilitator)
    statement.refresh_from_db()
    actions.edit_statement(
        statement=statement, kind="revelation", text="Autre", by=group.facilitator, seen=statement.version
    )
    assert (statement.edition, Voice.objects.count()) == (2, 0)
    with pytest.raises(Denied, match="deux tiers"):
        actions.release(statement=statement, by=group.facilitator)
    for person in people[:2]:
        actions.answer_statement(statement=statement, says="recognise", by=person)

    assert actions.release(statement=statement, by=group.facilitator).state == "released"


def test_member_who_answers_again_counts_once_and_who_left_not_at_all():
    group, people = running(4)
    statement = agreed(group, people[:1])
    for _ in range(3):
        actions.answer_statement(statement=statement, says="recognise", by=people[1])
    assert statement.voices.count() == 2
    actions.answer_statement(statement=statement, says="recognise", by=people[2])
    actions.leave(group=group, by=people[2], keeps=True)
    actions.leave(group=group, by=people[1], keeps=True)

    assert rereading.missing(statement, members=rereading.codes_in(group)).startswith(
        "Ce groupe a moins de trois membres"
    )


def test_group_under_three_lets_nothing_out():
    group, people, statement = validated(3)
    actions.leave(group=group, by=people[2], keeps=True)

    with pytest.raises(Denied, match="moins de trois"):
        actions.release(statement=statement, by=group.facilitator)


def test_facilitator_does_not_answer_and_members_do_not_draft():
    group, people = running()
    statement = agreed(group, [])
    with pytest.raises(Denied, match="celle des membres"):
        actions.answer_statement(statement=statement, says="recognise", by=group.facilitator)
    for act in (actions.release, actions.remove_statement):
        with pytest.raises(Denied, match="anime"):
            act(statement=statement, by=people[0])
    with pytest.raises(Denied, match="anime"):
        actions.draft_statement(group=group, kind="claim", text="x", by=people[0])


def test_nothing_is_read_before_it_is_shared_nor_after_it_is_taken_back(sign_in):
    group, people, statement = validated()
    second = agreed(group, people, text="canari-second")
    reader = make_person(Role.DELEGATION_MEMBER, make_participation(group.cohort).scope)
    assert "canari" not in page_of(sign_in, reader, group).text
    actions.release(statement=statement, by=group.facilitator)
    page = page_of(sign_in, reader, group).text
    assert WORDS in page
    # one by one, and nobody is named
    assert "canari-second" not in page
    assert all(person.name not in page for person in (*people, group.facilitator))

    statement.refresh_from_db()
    with pytest.raises(Denied, match="retirez-le d’abord"):
        actions.edit_statement(
            statement=statement, kind="claim", text="x", by=group.facilitator, seen=statement.version
        )
    with pytest.raises(Denied, match="pourquoi"):
        actions.take_back(statement=statement, reason=" ", by=group.facilitator)
    with pytest.raises(Denied, match="anime"):
        actions.take_back(statement=statement, reason="x", by=people[0])
    with pytest.raises(Denied, match="n’est pas partagé"):
        actions.take_back(statement=second, reason="x", by=group.facilitator)
    actions.take_back(statement=statement, reason="canari-raison", by=group.facilitator)
    assert "canari" not in page_of(sign_in, reader, group).text
    assert (
        "canari-raison" in sign_in(people[0]).get(reverse("peers:synthesis", args=[group.cohort.code, group.code])).text
    )
    with pytest.raises(Denied, match="n’est plus à relire"):
        actions.answer_statement(statement=statement, says="recognise", by=people[0])


def test_page_is_read_by_the_cohort_and_no_further(sign_in):
    group, _people, statement = validated()
    actions.release(statement=statement, by=group.facilitator)
    place = make_participation(group.cohort)
    for person in (
        lead_of(group),
        make_person(Role.EMBEDDED_EVALUATOR, group.cohort.scope),
        make_person(Role.NUMBER_ONE, place.scope),
    ):
        assert WORDS in page_of(sign_in, person, group).text
    for person in (
        make_person(Role.FUNDER_CONTACT, group.cohort.scope),
        make_person(Role.ALLY_PERSON),
        member(make_group()),
    ):
        assert page_of(sign_in, person, group).status_code == 403
    assert may.read_released.allows(make_person(Role.ASSOCIATION_EMPLOYEE), group.cohort)


def test_due_date_and_addressee_stay_with_their_kind():
    group, _people = running()
    facts = {"group": group, "text": "x", "to": category(), "due_on": date(2027, 1, 15), "by": group.facilitator}

    rows = [actions.draft_statement(kind=kind, **facts) for kind in ("revelation", "claim", "commitment")]
    assert [(bool(row.to), bool(row.due_on)) for row in rows] == [(False, False), (True, False), (False, True)]


def test_facilitator_reads_what_is_asked_and_never_by_whom(sign_in):
    group, people = running()
    statement = agreed(group, people[:1])
    actions.answer_statement(statement=statement, says="change", words="canari-avis", by=people[1])
    address = reverse("peers:synthesis", args=[group.cohort.code, group.code])

    page = sign_in(group.facilitator).get(address).text
    assert "canari-avis" in page
    assert all(person.name not in page for person in people)
    assert "canari-avis" not in sign_in(people[2]).get(address).text


def test_pages_do_what_they_say(sign_in):
    group, people = running()
    codes = [group.cohort.code, group.code]
    client = sign_in(group.facilitator)
    address = reverse("peers:synthesis", args=codes)
    client.post(address, {"kind": "commitment", "text": "Nous rappelons", "due_on": "2027-03-01"})
    statement = group.statements.get()
    client.post(reverse("peers:move", args=codes), {"move": "draft"})
    for person in people:
        sign_in(person).post(reverse("peers:answer", args=[*codes, statement.code]), {"says": "recognise"})
    client = sign_in(group.facilitator)
    client.post(reverse("peers:edit-statement", args=[*codes, statement.code]), {"kind": "commitment", "text": "Nous rappelons tous", "version": statement.version})  # fmt: skip
    for person in people:
        sign_in(person).post(reverse("peers:answer", args=[*codes, statement.code]), {"says": "recognise"})
    client = sign_in(group.facilitator)
    client.post(reverse("peers:move", args=codes), {"move": "validate"})
    client.post(reverse("peers:release", args=[*codes, statement.code]))
    statement.refresh_from_db()
    assert (statement.state, statement.text, statement.edition) == ("released", "Nous rappelons tous", 2)

    client.post(reverse("peers:take-back", args=[*codes, statement.code]), {"reason": "Trop tôt"})
    client.post(reverse("peers:remove-statement", args=[*codes, statement.code]))
    assert group.statements.count() == 0


@pytest.mark.parametrize("count", [1, 6])
def test_page_of_the_cohort_costs_the_same(sign_in, django_assert_max_num_queries, count):
    group, people, statement = validated()
    actions.release(statement=statement, by=group.facilitator)
    for number in range(count - 1):
        one = agreed(group, people, text=f"Autre {number}")
        actions.release(statement=one, by=group.facilitator)
    page_of(sign_in, people[0], group)

    with django_assert_max_num_queries(12):
        page_of(sign_in, people[0], group)


def test_order_of_what_is_shared_tells_neither_group_nor_hand(sign_in):
    """Seen red with the numbers of the rows: texts of one group stood together, and words to change came as they were said."""
    one, people, _first = validated()
    two = make_group(one.cohort, state="running")
    others, texts = [member(two) for _ in range(3)], []
    agreed(two, others)
    actions.move(group=two, name="validate", by=two.facilitator)
    for group, members in ((one, people), (two, others)):
        for number in range(6):
            statement = agreed(group, members, f"canari {group.pk} {number}")
            actions.release(statement=statement, by=group.facilitator)
            texts.append((statement.code, statement.text))
    page = sign_in(lead_of(one)).get(reverse("peers:said", args=[one.cohort.code])).text
    assert re.findall(r"<p>(canari \d+ \d+)</p>", page) == [text for _code, text in sorted(texts)]

    draft = agreed(one, [])
    for person, words in zip(people, ("canari c", "canari a", "canari b"), strict=True):
        actions.answer_statement(statement=draft, says="change", words=words, by=person)
    page = sign_in(one.facilitator).get(reverse("peers:synthesis", args=[one.cohort.code, one.code])).text
    assert re.findall(r">(canari [abc])<", page) == ["canari a", "canari b", "canari c"]
