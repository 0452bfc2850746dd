"""The three notes: their order, their versions, who writes, comments, accepts and reads them (R419–R428, R372)."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from fabrique.accompaniment.pilots import actions
from fabrique.accompaniment.pilots.comparing import compare
from fabrique.accompaniment.pilots.enums import NOTE, NoteKind
from fabrique.accompaniment.pilots.models import Comment, Note
from fabrique.accompaniment.pilots.questions import missing, questions
from fabrique.accompaniment.pilots.tests.given import make_note, restitute
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_lead, make_participation, make_person, make_project, make_referent

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def project(place):
    return make_project(place, kind="totem")


@pytest.fixture
def referent(place):
    return make_referent(place)


def test_note_is_written_together_and_nobody_writes_over_somebody(place, project, referent):
    member = make_person(Role.DELEGATION_MEMBER, place.scope)

    note = actions.begin_note(project=project, kind="intention", by=member)
    actions.write_note(note=Note.objects.get(), seen=1, by=referent, summary="À deux", why="Le bourg se vide")
    with pytest.raises(Conflict) as conflict, transaction.atomic():
        actions.write_note(note=note, seen=1, by=member, summary="Seul", why="Autre chose")

    assert conflict.value.stored.words == {"why": "Le bourg se vide"}
    assert Note.objects.get().summary == "À deux"
    assert journal(note) == ["note-begun", "note-written"]


def test_draft_begun_twice_is_one_draft(project, referent):
    one = actions.begin_note(project=project, kind="intention", by=referent)

    assert actions.begin_note(project=project, kind="intention", by=referent) == one


@pytest.mark.parametrize(("kind", "before"), [("framing", "intention"), ("feasibility", "cadrage")])
def test_notes_come_in_their_order(project, referent, kind, before):
    if kind == "feasibility":
        make_note(project, "intention", "submitted")

    with pytest.raises(Denied, match=f"note d.{before}|note de {before}"):
        actions.begin_note(project=project, kind=kind, by=referent)


def test_draft_before_is_not_enough(project, referent):
    make_note(project, "intention", "draft")

    with pytest.raises(Denied, match="remettez celle-ci"):
        actions.begin_note(project=project, kind="framing", by=referent)


def test_unknown_note_is_refused(project, referent):
    with pytest.raises(Denied, match="n’existe pas"):
        actions.begin_note(project=project, kind="poem", by=referent)


def test_micro_project_goes_without_a_note_in_writing(place, project, referent):
    lead = make_lead(place.cohort)

    with pytest.raises(Denied, match="micro-projet"):
        actions.waive_note(project=project, kind="framing", reason="Trop petit", by=lead)
    project.kind = "micro"
    project.save()
    with pytest.raises(Denied):
        actions.waive_note(project=project, kind="framing", reason="Trop petit", by=referent)
    actions.waive_note(project=project, kind="framing", reason="Une fête de quartier", by=lead)
    with pytest.raises(Denied, match="déjà écrite"):
        actions.waive_note(project=project, kind="framing", reason="Encore", by=lead)

    assert actions.reason_not_to_begin(project, "feasibility") != ""
    make_note(project, "intention", "submitted")
    assert actions.begin_note(project=project, kind="feasibility", by=referent).kind == "feasibility"
    with pytest.raises(Denied, match="plus rien à lever"):
        actions.waive_note(project=project, kind="intention", reason="?", by=lead)


def test_only_the_referent_submits(place, project):
    note = make_note(project)

    for role in (Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE, Role.ACCOMPANYING_ALLY):
        with pytest.raises(Denied, match="référente"):
            actions.submit_note(note=note, by=make_person(role, place.scope))


def test_submitted_note_says_so_to_those_who_accompany_and_never_changes(place, project, referent):
    lead, ally = make_lead(place.cohort), make_person(Role.ACCOMPANYING_ALLY, place.scope)
    note = make_note(project)

    actions.submit_note(note=note, by=referent)
    project.refresh_from_db()

    assert (note.state, project.state) == ("submitted", "intention")
    assert set(Notice.objects.values_list("person", flat=True)) == {lead.pk, ally.pk}
    with pytest.raises(Denied, match="ne change plus"):
        actions.write_note(note=note, seen=note.version, by=referent, summary="Trop tard")
    with pytest.raises(Denied, match="Pas depuis l’état"):
        actions.submit_note(note=note, by=referent)


def test_note_lacking_an_answer_is_not_submitted(project, referent):
    note = make_note(project, summary="", words={})

    with pytest.raises(Denied, match="Il manque une réponse"):
        actions.submit_note(note=note, by=referent)

    assert len(missing(note)) == 2


def test_framing_note_lists_what_will_be_held_in_hands(project, referent):
    make_note(project, "intention", "submitted")
    note = make_note(project, "framing")

    with pytest.raises(Denied, match="livrable"):
        actions.submit_note(note=note, by=referent)
    actions.add_deliverable(project=project, kind="tool", title="Une carte", by=referent)
    actions.submit_note(note=note, by=referent)

    project.refresh_from_db()
    assert project.state == "framing"


def test_feasibility_note_says_what_comes_after(project, referent):
    note = make_note(project, "feasibility", after="")

    with pytest.raises(Denied, match="après l’accompagnement"):
        actions.submit_note(note=note, by=referent)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_note(project, "feasibility", "submitted", number=2, after="")


def test_feasibility_note_waits_for_each_recommendation(place, project, referent):
    one, two = restitute(place, "Réunir", "Écrire")
    note = make_note(project, "feasibility")

    with pytest.raises(Denied, match="attendent une réponse"):
        actions.submit_note(note=note, by=referent)
    now = date(2026, 3, 9)
    for row, answer, why in ((one, "yes", ""), (two, "no", "Déjà fait")):
        row.taken_up, row.why, row.answered_at, row.answered_by = answer, why, f"{now}T10:00Z", referent
        row.project = project if answer == "yes" else None
        row.save()
    actions.submit_note(note=note, by=referent)

    assert [(row["answer"], row["why"]) for row in note.advice] == [("yes", ""), ("no", "Déjà fait")]
    assert "Réunir" not in str(note.advice)


def test_first_word_of_who_accompanies_makes_it_commented(place, project, referent):
    note = make_note(project, state="submitted")

    actions.comment_note(note=note, text="De qui parlez-vous ?", section="who", by=referent)
    note.refresh_from_db()
    assert note.state == "submitted"
    actions.comment_note(note=note, text="Et l’État ?", by=make_person(Role.ACCOMPANYING_ALLY, place.scope))
    note.refresh_from_db()

    assert note.state == "commented"
    assert Notice.objects.filter(person=referent).count() == 1
    with pytest.raises(Denied, match="pas dans la note"):
        actions.comment_note(note=note, text="?", section="means", by=referent)


def test_draft_is_not_commented_nor_a_version_replaced(place, project):
    ally = make_person(Role.ACCOMPANYING_ALLY, place.scope)

    for state in ("draft", "superseded"):
        note = make_note(project, state=state, number=2 if state == "draft" else 1)
        with pytest.raises(Denied, match="note remise"):
            actions.comment_note(note=note, text="?", by=ally)


def test_note_is_accepted_by_who_leads(place, project, referent):
    note = make_note(project, state="commented")

    with pytest.raises(Denied, match="qui conduit"):
        actions.accept_note(note=note, by=referent)
    actions.accept_note(note=note, by=make_lead(place.cohort))

    assert note.state == "accepted"
    with pytest.raises(Denied, match="Pas depuis l’état"):
        actions.accept_note(note=note, by=make_lead(place.cohort))


def test_new_version_stands_beside_the_old_one_until_it_is_submitted(project, referent):
    old = make_note(project, state="accepted")

    new = actions.rewrite_note(note=old, by=referent)
    assert actions.rewrite_note(note=old, by=referent) == new
    actions.write_note(note=new, seen=1, by=referent, summary="En bref", why="Parce que tout a changé")
    old.refresh_from_db()
    assert (old.state, new.number) == ("accepted", 2)
    actions.submit_note(note=new, by=referent)
    old.refresh_from_db()

    assert (old.state, new.state) == ("superseded", "submitted")
    found = compare(old, new)
    assert [change.question.key for change in found.changed] == ["why"]
    assert [piece.text for piece in found.changed[0].pieces if piece.kind == "new"] == ["tout a changé"]
    assert len(found.same) == len(questions("intention")) - 1
    with pytest.raises(Denied, match="dernière version"):
        actions.rewrite_note(note=old, by=referent)


@pytest.mark.parametrize("move", NOTE.moves)
@pytest.mark.parametrize("state", NOTE.states.values)
def test_note_moves_only_as_the_table_says(move, state):
    note = Note(kind=NoteKind.INTENTION, state=state)

    assert (NOTE.reason(note, move) == "") == (state in NOTE.moves[move].sources)


READS_SUBMITTED = {
    Role.COHORT_LEAD: True, Role.PIVOT_ALLY: True, Role.EMBEDDED_EVALUATOR: True, Role.DIAGNOSIS_SUPERVISOR: True,
    Role.DIAGNOSTICIAN: True, Role.ACCOMPANYING_ALLY: True, Role.DELEGATION_REFERENT: True, Role.DELEGATION_MEMBER: True,
    Role.SUBSTITUTE: True, Role.NUMBER_ONE: True, Role.ASSOCIATION_EMPLOYEE: True, Role.PEER_GROUP_FACILITATOR: False,
    Role.EMBEDDED_MEDIA: False, Role.REGIONAL_INSTITUTION_AGENT: False, Role.FUNDER_CONTACT: False, Role.ALLY_PERSON: False,
}  # fmt: skip
READS_DRAFT = {Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.ACCOMPANYING_ALLY}


def holder(role, place):
    if role in (Role.ASSOCIATION_EMPLOYEE, Role.ALLY_PERSON):
        return make_person(role)
    own = role in (*READS_DRAFT, Role.NUMBER_ONE, Role.DIAGNOSTICIAN)
    return make_person(role, place.scope if own else place.cohort.scope)


@pytest.mark.parametrize(("role", "reads"), READS_SUBMITTED.items())
def test_who_reads_a_note(place, project, role, reads):
    submitted, draft = make_note(project, state="submitted"), make_note(project, "framing")
    stranger = make_person(role, make_participation().scope) if role in READS_DRAFT else None

    seen = set(Note.objects.visible_to(holder(role, place)))

    assert (submitted in seen, draft in seen) == (reads, role in READS_DRAFT)
    assert stranger is None or not Note.objects.visible_to(stranger).exists()


def test_public_reads_what_the_delegation_opened_and_never_the_comments(place, project, referent):
    note, visitor = make_note(project, state="submitted"), AnonymousUser()
    Comment.objects.create(note=note, text="Canari", said_by=referent)

    assert not Note.objects.visible_to(visitor).exists()
    with pytest.raises(Denied, match="référente"):
        actions.open_note(note=note, by=make_lead(place.cohort))
    actions.open_note(note=note, by=referent)
    assert list(Note.objects.visible_to(visitor)) == [note]
    assert not Comment.objects.visible_to(visitor).exists()
    assert not Comment.objects.visible_to(make_person(Role.ALLY_PERSON)).exists()
    actions.close_note(note=note, by=referent)

    assert not Note.objects.visible_to(visitor).exists()


def test_draft_is_not_opened_to_the_public(project, referent):
    with pytest.raises(Denied, match="une fois remise"):
        actions.open_note(note=make_note(project), by=referent)


def test_institution_and_funder_are_told_the_synthesis_of_what_was_submitted(place, project):
    submitted = make_note(project, state="submitted")
    make_note(project, "framing", summary="Canari")

    for role in (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT):
        assert list(Note.objects.told_to(make_person(role, place.cohort.scope))) == [submitted]
        assert not Note.objects.told_to(make_person(role, make_participation().cohort.scope)).exists()
