"""The evaluator's documents: nobody else writes them, anybody concerned answers, a given version never changes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from fabrique.accompaniment.evaluation import actions
from fabrique.accompaniment.evaluation.enums import PAPER, PaperState
from fabrique.accompaniment.evaluation.models import Chapter, DatedVersion, PaperAnswer
from fabrique.accompaniment.evaluation.papers import build
from fabrique.core.documents.html import standalone
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def evaluator(place):
    return make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)


def at(name, dated, *more):
    return reverse(f"evaluation:{name}", args=[dated.paper.cohort.code, dated.paper.code, dated.code, *more])


def begun(place, by, *, title="Rapport final", text="Ce qui a bougé", **more):
    dated = actions.begin_paper(cohort=place.cohort, kind="report", title=title, by=by, **more)
    actions.add_chapter(dated=dated, title="Les effets", text=text, by=by)
    return dated


def given(place, by, **more):
    return actions.move_paper(dated=begun(place, by, **more), name="issue", by=by)


@pytest.mark.parametrize(
    "role", [Role.COHORT_LEAD, Role.PIVOT_ALLY, Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR, Role.DELEGATION_REFERENT]
)  # fmt: skip
def test_nobody_but_the_evaluator_writes(place, evaluator, role):
    scope = place.scope if role == Role.DELEGATION_REFERENT else place.cohort.scope if role in (Role.COHORT_LEAD, Role.PIVOT_ALLY) else None  # fmt: skip
    other = make_person(role, scope) if scope else make_person(role)
    dated = begun(place, evaluator)
    chapter = dated.chapters.get()

    for act, words in (
        (actions.begin_paper, {"cohort": place.cohort, "kind": "note", "title": "À sa place"}),
        (actions.add_chapter, {"dated": dated, "title": "Un de plus"}),
        (actions.edit_chapter, {"chapter": chapter, "seen": 1, "text": "Adouci"}),
        (actions.remove_chapter, {"chapter": chapter}),
        (actions.move_paper, {"dated": dated, "name": "issue"}),
        (actions.rewrite_paper, {"dated": dated}),
    ):
        with pytest.raises(Denied, match="ceux de l’évaluateur"):
            act(by=other, **words)

    assert Chapter.objects.get().text == "Ce qui a bougé"


def test_draft_is_read_by_its_writer_alone_then_by_the_cohort_then_by_all(place, evaluator):
    lead, referent, stranger = make_lead(place.cohort), make_referent(place), make_lead(make_participation().cohort)
    dated = begun(place, evaluator)

    def readers():
        return [
            DatedVersion.objects.visible_to(person).exists()
            for person in (evaluator, lead, referent, make_person(Role.ASSOCIATION_EMPLOYEE), stranger, AnonymousUser())
        ]

    assert readers() == [True, False, False, False, False, False]
    actions.move_paper(dated=dated, name="issue", by=evaluator)
    assert readers() == [True, True, True, True, False, False]
    actions.move_paper(dated=dated, name="open", by=evaluator)
    assert readers() == [True, True, True, True, True, True]
    actions.move_paper(dated=dated, name="close", by=evaluator)
    assert readers() == [True, True, True, True, False, False]
    assert {notice.person for notice in Notice.objects.all()} == {lead, referent}
    assert journal(dated) == ["paper-begun", "chapter-added", "paper-moved", "paper-moved", "paper-moved"]


@pytest.mark.parametrize("name", list(PAPER.moves))
def test_document_refuses_the_moves_that_do_not_start_where_it_is(place, evaluator, name):
    path = {PaperState.DRAFT: [], PaperState.ISSUED: ["issue"], PaperState.PUBLIC: ["issue", "open"]}
    for state in PaperState:
        dated = begun(place, evaluator, title=f"{state}")
        for step in path[state]:
            actions.move_paper(dated=dated, name=step, by=evaluator)
        if state not in PAPER.moves[name].sources:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_paper(dated=dated, name=name, by=evaluator)


def test_given_version_never_changes_and_another_starts_from_it(place, evaluator):
    dated = given(place, evaluator)
    chapter = dated.chapters.get()

    for act, words in (
        (actions.add_chapter, {"dated": dated, "title": "Tard"}),
        (actions.edit_chapter, {"chapter": chapter, "seen": 1, "text": "Autre"}),
        (actions.remove_chapter, {"chapter": chapter}),
    ):
        with pytest.raises(Denied, match="ne change plus"):
            act(by=evaluator, **words)
    new = actions.rewrite_paper(dated=dated, by=evaluator)
    with pytest.raises(Denied, match="déjà en écriture"):
        actions.rewrite_paper(dated=dated, by=evaluator)
    actions.edit_chapter(chapter=new.chapters.get(), seen=1, by=evaluator, text="Précisé")

    assert (new.number, new.chapters.get().text, dated.chapters.get().text) == (2, "Précisé", "Ce qui a bougé")
    with pytest.raises(IntegrityError), transaction.atomic():
        DatedVersion.objects.create(paper=dated.paper, number=3, begun_by=evaluator)


def test_empty_document_is_not_given(place, evaluator):
    dated = actions.begin_paper(cohort=place.cohort, kind="note", title="Vide", by=evaluator)

    with pytest.raises(Denied, match="rien à lire"):
        actions.move_paper(dated=dated, name="issue", by=evaluator)


def test_territory_lead_and_association_answer_in_their_name(place, evaluator):
    dated, referent = given(place, evaluator), make_referent(place)
    actions.answer_paper(dated=dated, kind="reply", text="Nous l’avons vécu autrement", by=referent)
    with pytest.raises(Denied, match="déjà joint"):
        actions.answer_paper(dated=dated, kind="reply", text="Encore", by=referent)
    actions.answer_paper(dated=dated, kind="comment", text="Merci", by=make_lead(place.cohort))
    actions.answer_paper(dated=dated, kind="comment", text="Vu", by=make_person(Role.ASSOCIATION_EMPLOYEE))
    with pytest.raises(Denied, match="Répondent ici"):
        actions.answer_paper(
            dated=dated, kind="comment", text="Non", by=make_person(Role.DELEGATION_MEMBER, place.scope)
        )
    with pytest.raises(Denied, match="pas encore remise"):
        actions.answer_paper(dated=begun(place, evaluator, title="Autre"), kind="comment", text="Tôt", by=referent)

    assert [(one.of, one.signed) for one in dated.answers.all()] == [
        ("territory", place.territory.name), ("cohort", place.cohort.name), ("association", "l’association")]  # fmt: skip


def test_reply_goes_where_the_document_goes_and_a_comment_stays(place, evaluator, client):
    dated = given(place, evaluator)
    actions.answer_paper(dated=dated, kind="reply", text="Réplique", by=make_referent(place))
    actions.answer_paper(dated=dated, kind="comment", text="Canari", by=make_referent(place))
    actions.move_paper(dated=dated, name="open", by=evaluator)

    page = client.get(at("paper", dated)).text
    paper = standalone(build(dated, AnonymousUser(), "fr"))

    assert [word in page for word in ("Réplique", "Canari")] == [True, False]
    assert [word in paper for word in ("Réplique", "Canari")] == [True, False]
    assert PaperAnswer.objects.visible_to(evaluator).count() == 2


def test_annex_goes_with_its_report_once_it_is_given(place, evaluator):
    dated = given(place, evaluator)
    annex = actions.begin_paper(
        cohort=place.cohort, kind="synthesis", title="La journée", by=evaluator, annex_of=dated.paper
    )
    actions.add_chapter(dated=annex, title="Le matin", text="On a fêté", by=evaluator)

    before = standalone(build(dated, evaluator, "fr"))
    actions.move_paper(dated=annex, name="issue", by=evaluator)
    after = standalone(build(dated, evaluator, "fr"))
    with pytest.raises(Denied, match="pas lui-même une annexe"):
        actions.begin_paper(cohort=place.cohort, kind="note", title="Trop loin", by=evaluator, annex_of=annex.paper)

    assert ("On a fêté" in before, "On a fêté" in after) == (False, True)
    assert "On a fêté" not in standalone(build(dated, AnonymousUser(), "fr"))


def test_pages_write_give_and_answer(place, evaluator, sign_in):
    client, shelf = sign_in(evaluator), reverse("evaluation:papers", args=[place.cohort.code])
    client.post(shelf, {"kind": "note", "title": "À mi-chemin"})
    dated = DatedVersion.objects.get()
    client.post(at("add-chapter", dated), {"title": "Un", "text": "Premier"})
    chapter = Chapter.objects.get()
    client.post(at("edit-chapter", dated, chapter.code), {"version": 1, "title": "Un", "text": "Second"})
    late = client.post(at("edit-chapter", dated, chapter.code), {"version": 1, "title": "Un", "text": "Troisième"})
    empty = client.get(shelf).text
    client.post(at("move-paper", dated), {"move": "issue"})

    page = sign_in(make_referent(place)).post(at("answer-paper", dated), {"kind": "reply", "text": "Oui"}, follow=True)

    assert "pendant que vous écriviez" in late.text
    assert "À mi-chemin" in empty
    assert "Oui" in page.text
    assert "Commencer un document" not in page.text
    assert client.post(shelf, {"kind": "note", "title": "Non"}).status_code == 403


@pytest.mark.parametrize("which", ["shelf", "paper"])
def test_pages_cost_the_same_whatever_their_length(place, evaluator, sign_in, which, django_assert_max_num_queries):
    client, dated = sign_in(evaluator), given(place, evaluator)
    address = at("paper", dated) if which == "paper" else reverse("evaluation:papers", args=[place.cohort.code])

    def fill(times):
        for number in range(times):
            Chapter.objects.create(dated=dated, title=f"{times}-{number}", text="Mots")
            PaperAnswer.objects.create(dated=dated, kind="comment", of="cohort", signed="Nous", text="Mots", written_by=evaluator)  # fmt: skip
            given(place, evaluator, title=f"Annexe {times}-{number}", annex_of=dated.paper)

    fill(2)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    fill(5)

    with django_assert_max_num_queries(len(few)):
        client.get(address)
