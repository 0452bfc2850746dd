from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.support import actions, working_days
from fabrique.accompaniment.support.enums import QUESTION, Addressee, QuestionState
from fabrique.accompaniment.support.inbox import questions_to_answer
from fabrique.accompaniment.support.models import Question
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.messages import outbox
from fabrique.ground.messages.due import still_due
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db
ADMIN = Role.PLATFORM_ADMINISTRATOR


def make_question(participation, by=None, addressed_to=Addressee.ASSOCIATION, **fields):
    fields = {"title": "Qui signe ?", "text": "canari-question", "answer_by": timezone.localdate()} | fields
    return Question.objects.create(
        participation=participation, asked_by=by or make_referent(participation), addressed_to=addressed_to, **fields
    )


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),
        (date(2026, 11, 20), date(2026, 11, 25)),  # over a weekend
        (date(2026, 11, 10), date(2026, 11, 16)),  # over 11 November
        (date(2026, 4, 3), date(2026, 4, 9)),  # over Easter Monday, 6 April
        (date(2026, 12, 30), date(2027, 1, 5)),
    ],
)
def test_answer_is_due_on_the_third_working_day(asked, due):
    assert working_days.after(asked, actions.ANSWER_WITHIN) == due


def test_question_is_asked_by_its_delegation_only():
    participation, other = make_participation(), make_participation()
    person = make_person(Role.DELEGATION_MEMBER, participation.scope)

    question = actions.ask(
        participation=participation, addressed_to=Addressee.ASSOCIATION, title="Qui signe ?", text="Le bail.", by=person
    )
    with pytest.raises(Denied, match="au nom de sa délégation"):
        actions.ask(participation=other, addressed_to=Addressee.ALLY, title="Qui ?", text="Quoi.", by=person)

    assert (question.state, question.owner, journal(question)) == (QuestionState.ASKED, None, ["question-asked"])
    assert question.answer_by > timezone.localdate()


def readers_of(question, people):
    return {name for name, person in people.items() if question in Question.objects.visible_to(person)}


def test_question_is_read_by_its_author_and_its_addressee():
    participation = make_participation()
    neighbour = make_participation(participation.cohort)
    people = {
        "visitor": AnonymousUser(),
        "author": make_referent(participation),
        "colleague": make_person(Role.DELEGATION_MEMBER, participation.scope),
        "neighbour": make_referent(neighbour),
        "ally": make_person(Role.ACCOMPANYING_ALLY, participation.scope),
        "other ally": make_person(Role.ACCOMPANYING_ALLY, neighbour.scope),
        "lead": make_lead(participation.cohort),
        "staff": make_person(Role.ASSOCIATION_EMPLOYEE),
        "administrator": make_person(ADMIN),
        "evaluator": make_person(Role.EMBEDDED_EVALUATOR, participation.cohort.scope),
        "stranger": make_referent(make_participation()),
    }
    to = {name: make_question(participation, people["author"], name) for name in Addressee}

    assert readers_of(to[Addressee.ASSOCIATION], people) == {"author", "lead", "staff"}
    assert readers_of(to[Addressee.ALLY], people) == {"author", "ally"}
    assert readers_of(to[Addressee.PEERS], people) == {"author", "colleague", "neighbour", "ally", "other ally", "lead"}


def test_answer_then_another_question_run_the_days_anew():
    participation = make_participation()
    author, lead = make_referent(participation), make_lead(participation.cohort)
    question = make_question(participation, author, answer_by=date(2026, 1, 5))

    actions.move_question(question=question, name="take", by=lead)
    assert (question.state, question.owner) == (QuestionState.TAKEN, lead)
    actions.write(question=question, text="Le maire.", by=lead)
    assert question.state == QuestionState.ANSWERED
    actions.write(question=question, text="Et en son absence ?", by=author)

    assert (question.state, question.owner) == (QuestionState.ASKED, lead)
    assert question.answer_by > timezone.localdate()
    assert question.answers.count() == 2


@pytest.mark.parametrize("name", ["take", "close"])
def test_question_makes_the_moves_of_the_table_and_no_other(name):
    arrow, participation = QUESTION.moves[name], make_participation()
    lead = make_lead(participation.cohort)
    for state in QuestionState:
        question = make_question(participation, state=state, owner=lead)
        if state in arrow.sources:
            actions.move_question(question=question, name=name, by=lead)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_question(question=question, name=name, by=lead)

        question.refresh_from_db()
        assert question.state == (arrow.target if state in arrow.sources else state)


def test_nobody_takes_their_own_question_or_declares_an_answer():
    participation = make_participation()
    author, lead = make_referent(participation), make_lead(participation.cohort)
    question = make_question(participation, author)

    with pytest.raises(Denied, match="qui reçoit la question"):
        actions.move_question(question=question, name="take", by=author)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_question(question=question, name="answer", by=lead)


def test_stranger_writes_nothing_and_a_closed_question_is_reopened_by_its_author_alone():
    participation = make_participation()
    author, lead = make_referent(participation), make_lead(participation.cohort)
    question = make_question(participation, author, state=QuestionState.CLOSED)

    with pytest.raises(Denied, match="entre la personne"):
        actions.write(question=question, text="Moi", by=make_person())
    with pytest.raises(Denied, match="est close"):
        actions.write(question=question, text="Moi", by=lead)
    actions.write(question=question, text="Encore", by=author)

    assert question.state == QuestionState.ASKED


def test_late_question_comes_first_in_the_inbox_of_those_who_answer():
    participation = make_participation()
    lead, ally = make_lead(participation.cohort), make_person(Role.ACCOMPANYING_ALLY, participation.scope)
    make_question(participation, answer_by=timezone.localdate() - timedelta(days=1))
    make_question(participation, addressed_to=Addressee.PEERS)

    assert [(act.title, act.urgent) for act in acts_of(lead, [questions_to_answer])] == [("Qui signe ?", True)]
    assert acts_of(ally, [questions_to_answer]) == []


def test_question_is_asked_and_answered_on_screen(sign_in):
    participation = make_participation()
    cohort = participation.cohort
    client = sign_in(make_referent(participation))
    home = reverse("support:home", args=[cohort.code])
    asked = {"title": "Qui signe ?", "text": "Le bail.", "addressed_to": "association"}

    client.post(reverse("support:ask", args=[cohort.code, participation.code]), asked)
    question = Question.objects.get()
    assert "Qui signe ?" in client.get(home).text
    client = sign_in(make_lead(cohort))
    client.post(question.get_absolute_url(), {"text": "Le maire."})
    question.refresh_from_db()
    page = client.get(question.get_absolute_url()).text
    client.post(reverse("support:move-question", args=[cohort.code, question.code]), {"move": "close"})

    assert question.state == QuestionState.ANSWERED
    assert "Le maire." in page
    question.refresh_from_db()
    assert question.state == QuestionState.CLOSED


def test_questions_of_others_do_not_show(sign_in):
    participation = make_participation()
    question = make_question(participation, title="canari-titre")
    client = sign_in(make_person(Role.DELEGATION_MEMBER, participation.scope))

    assert "canari" not in client.get(reverse("support:home", args=[participation.cohort.code])).text
    assert client.get(question.get_absolute_url()).status_code == 404


def test_home_queries_do_not_grow(sign_in, django_assert_max_num_queries):
    participation = make_participation()
    lead = make_lead(participation.cohort)
    client, home = sign_in(lead), reverse("support:home", args=[participation.cohort.code])
    make_question(participation, owner=lead)
    with django_assert_max_num_queries(20) as first:
        client.get(home)
    for _n in range(4):
        make_question(make_participation(participation.cohort), owner=make_person())

    with django_assert_max_num_queries(len(first)):
        client.get(home)


def test_author_is_told_of_an_answer_at_once_then_in_the_morning_and_the_list_of_letters_says_nothing_of_it():
    participation = make_participation()
    author, lead = make_referent(participation), make_lead(participation.cohort)
    question = make_question(participation, author, title="canari-titre")

    actions.write(question=question, text="canari-reponse", by=lead)
    actions.write(question=question, text="Un mot de plus.", by=lead)
    actions.write(question=question, text="Merci, et encore ?", by=author)
    Letter.objects.update(not_before=timezone.now())
    outbox.send_ready(5)

    told = list(Notice.objects.order_by("pk"))
    assert [(notice.person, notice.kind, bool(notice.letter)) for notice in told] == [
        (author, "support", True), (author, "support", False)]  # fmt: skip
    assert "canari-reponse" in mail.outbox[0].body
    assert "canari-titre" in mail.outbox[0].body
    assert "canari" not in Letter.objects.get().subject


@pytest.mark.parametrize("addressed_to", Addressee)
@pytest.mark.parametrize("taken", [True, False])
def test_who_answers_is_recalled_once_when_the_days_have_passed(addressed_to, taken):
    participation = make_participation()
    lead, ally = make_lead(participation.cohort), make_person(Role.ACCOMPANYING_ALLY, participation.scope)
    peer = make_person(Role.DELEGATION_MEMBER, make_participation(participation.cohort).scope)
    owner = {"association": lead, "ally": ally, "peers": peer}[addressed_to] if taken else None
    state = QuestionState.TAKEN if taken else QuestionState.ASKED
    question = make_question(participation, addressed_to=addressed_to, owner=owner, state=state)

    tomorrow = timezone.localdate() + timedelta(days=1)
    counts = [actions.recall_late_questions(day) for day in (timezone.localdate(), tomorrow, tomorrow)]

    expected = {"association": [lead], "ally": [ally], "peers": [owner] if taken else []}[addressed_to]
    assert (counts, [notice.person for notice in Notice.objects.all()]) == ([0, len(expected), 0], expected)
    assert [still_due(notice) for notice in Notice.objects.all()] == [True] * len(expected)
    Question.objects.filter(pk=question.pk).update(state=QuestionState.ANSWERED)
    assert [still_due(notice) for notice in Notice.objects.all()] == [False] * len(expected)


def test_question_taken_by_somebody_is_no_longer_recalled_to_the_others():
    participation = make_participation()
    lead, other = make_lead(participation.cohort), make_lead(participation.cohort)
    question = make_question(participation)
    actions.recall_late_questions(timezone.localdate() + timedelta(days=1))

    actions.move_question(question=question, name="take", by=other)

    assert {notice.person: still_due(notice) for notice in Notice.objects.all()} == {lead: False, other: True}
