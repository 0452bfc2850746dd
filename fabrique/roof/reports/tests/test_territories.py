"""What a territory says of its chapter before others read it (R508), and gentle reminders."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.ground.messages.due import still_due
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from fabrique.roof.reports import actions
from fabrique.roof.reports.build import build, fingerprints
from fabrique.roof.reports.enums import Audience
from fabrique.roof.reports.models import Chapter, Reminder
from fabrique.roof.reports.owed import changed_since, debts
from fabrique.roof.reports.tests.given import chapter_of, make_quote, make_report
from tests.world import (
    make_effect,
    make_lead,
    make_limit,
    make_participation,
    make_person,
    make_project,
    make_referent,
    make_viewpoint,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def chapter(place):
    make_report(place.cohort)
    return chapter_of(place)


def answered(chapter, by, answer="accept", words=""):
    mark = fingerprints(chapter.cohort)[chapter.participation_id]
    return actions.answer_chapter(chapter=chapter, answer=answer, seen=mark, words=words, by=by)


@pytest.mark.parametrize(
    ("answer", "words", "state"),
    [
        ("accept", "", "validated"),
        ("ask-changes", "Le chiffre est faux", "changes"),
        ("reply", "Nous le vivons autrement", "replied"),
        ("refuse", "", "refused"),
    ],
)
def test_each_answer_is_kept_with_its_text_its_hat_and_its_day(place, chapter, answer, words, state):
    referent = make_referent(place)

    decision = answered(chapter, referent, answer, words)

    chapter.refresh_from_db()
    assert chapter.state == state
    assert (decision.state, decision.words, decision.decided_as) == (state, words, "delegation-referent")
    assert decision.fingerprint == chapter.fingerprint == fingerprints(chapter.cohort)[place.pk]


@pytest.mark.parametrize("answer", ["ask-changes", "reply"])
def test_what_needs_words_is_not_said_without(place, chapter, answer):
    with pytest.raises(Denied, match="avec vos mots"):
        answered(chapter, make_referent(place), answer, "  ")


@pytest.mark.parametrize("role", [Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.ACCOMPANYING_ALLY, Role.DIAGNOSTICIAN])
def test_others_of_the_delegation_do_not_answer_for_the_territory(place, chapter, role):
    with pytest.raises(Denied, match="référente"):
        answered(chapter, make_person(role, place.scope))


def test_nobody_answers_for_a_neighbour_nor_for_those_who_lead(place, chapter):
    other = make_participation(place.cohort)

    for person in (make_referent(other), make_lead(place.cohort), make_person(Role.ASSOCIATION_EMPLOYEE)):
        with pytest.raises(Denied):
            answered(chapter, person)


def test_the_number_one_answers_too(place, chapter):
    assert answered(chapter, make_person(Role.NUMBER_ONE, place.scope)).decided_as == "number-one"


def test_the_answer_is_given_to_the_text_that_was_read(place, chapter):
    mark = fingerprints(chapter.cohort)[place.pk]
    make_effect(place, "published", label="Entre-temps", text="Entre-temps")

    with pytest.raises(Denied, match="pendant que vous lisiez"):
        actions.answer_chapter(chapter=chapter, answer="accept", seen=mark, by=make_referent(place))


def test_nobody_answers_outside_the_validation(place, chapter):
    report = place.cohort.report
    report.state = "drafting"
    report.save()

    with pytest.raises(Denied, match="pendant la validation"):
        answered(Chapter.objects.get(pk=chapter.pk), make_referent(place))


def test_what_changes_after_the_agreement_asks_again_those_who_agreed_and_nobody_else(place, chapter):
    other = make_participation(place.cohort)
    actions.lay_out(place.cohort)
    answered(chapter, make_referent(place))
    answered(chapter_of(other), make_referent(other))
    make_effect(place, "published", label="Depuis", text="Depuis")

    count = actions.notice_changes()

    states = dict(Chapter.objects.filter(kind="territory").values_list("participation", "state"))
    assert count == 1
    assert states == {place.pk: "proposed", other.pk: "validated"}
    assert actions.notice_changes() == 0


def test_a_text_written_after_the_agreement_asks_again_at_once(place, chapter):
    referent = make_referent(place)
    answered(chapter, referent)
    part = Chapter.objects.get(pk=chapter.pk).parts.get(key="after")

    actions.write_part(part=part, text="Un mot de plus", seen=1, by=make_lead(place.cohort))

    chapter.refresh_from_db()
    assert chapter.state == "proposed"
    assert Notice.objects.filter(person=referent).exists()


def test_the_reply_is_read_beside_the_chapter_and_does_not_ask_again(place, chapter):
    answered(chapter, make_referent(place), "reply", "Nous le vivons autrement")

    assert "Nous le vivons autrement" in repr(build(place.cohort, Audience.PUBLIC).sections)
    assert changed_since(place.cohort) == []


@pytest.mark.parametrize("answer", ["ask-changes", "refuse"])
def test_the_words_of_a_request_are_read_by_those_who_write_only(place, chapter, answer):
    answered(chapter, make_referent(place), answer, "canari-entre-nous")

    for audience in Audience:
        for published in (True, False):
            assert "canari" not in repr(build(place.cohort, audience, published=published))


def test_a_decision_that_asks_for_words_has_them_in_the_database(place, chapter):
    decision = answered(chapter, make_referent(place), "reply", "Nous")
    decision.words = ""

    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


# --- who owes what


def owed_of(place) -> set[tuple[str, str]]:
    chapter = Chapter.objects.get(participation=place)
    return {(debt.owed.value, debt.detail) for debt in debts(place.cohort, [chapter])[chapter.pk]}


def test_a_bare_chapter_owes_all_and_a_full_one_nothing(place, chapter):
    assert {name for name, _detail in owed_of(place)} >= {"project", "effects", "limits", "not-asked", "validation"}
    place.territory.department = "31"
    place.territory.save()
    make_project(place, summary="Une halle")
    make_effect(place, "published")
    make_limit(place, "published")
    for of in ("ally", "territory"):
        make_viewpoint(
            place, of, state="expressed", text="Nous", expressed_by=make_person(), expressed_at=timezone.now()
        )
    answered(chapter_of(place), make_referent(place))

    assert owed_of(place) == set()


def test_a_viewpoint_asked_is_its_voice_s_and_a_silence_noted_is_nobody_s(place, chapter):
    asked = {"asked_at": timezone.now(), "asked_by": make_person()}
    make_viewpoint(place, "ally", state="asked", **asked)
    make_viewpoint(place, "territory", state="not-expressed", **asked)

    found = {debt.owed.value: debt for debt in debts(place.cohort, [chapter])[chapter.pk]}

    assert found["silent"].roles == (Role.ACCOMPANYING_ALLY,)
    assert "not-asked" not in found


def test_a_reminder_reaches_those_to_whom_it_falls(place, chapter):
    referent, stranger = make_referent(place), make_referent(make_participation(place.cohort))

    reminder = actions.remind(chapter=chapter, owed="validation", by=make_lead(place.cohort))

    assert reminder.told == 1
    assert list(Notice.objects.values_list("person", flat=True)) == [referent.pk]
    assert not Notice.objects.filter(person=stranger).exists()


def test_never_twice_in_a_week_then_again(place, chapter):
    make_referent(place)
    lead = make_lead(place.cohort)
    actions.remind(chapter=chapter, owed="validation", by=lead)

    with pytest.raises(Denied, match="deux fois"):
        actions.remind(chapter=chapter, owed="validation", by=lead)
    Reminder.objects.update(sent_at=timezone.now() - timedelta(days=6, hours=23))
    with pytest.raises(Denied, match="deux fois"):
        actions.remind(chapter=chapter, owed="validation", by=lead)
    Reminder.objects.update(sent_at=timezone.now() - timedelta(days=7, minutes=1), week="2026-W01")
    actions.remind(chapter=chapter, owed="validation", by=lead)

    assert Notice.objects.count() == 2


def test_what_came_meanwhile_is_recalled_to_nobody(place, chapter):
    referent = make_referent(place)
    actions.remind(chapter=chapter, owed="validation", by=make_lead(place.cohort))
    assert still_due(Notice.objects.get())

    answered(Chapter.objects.get(pk=chapter.pk), referent)

    assert not still_due(Notice.objects.filter(person=referent).first())
    with pytest.raises(Denied, match="ne manque plus"):
        actions.remind(chapter=chapter, owed="validation", by=make_lead(place.cohort))


def test_nobody_to_remind_is_said(place, chapter):
    with pytest.raises(Denied, match="Personne ne tient ce rôle"):
        actions.remind(chapter=chapter, owed="validation", by=make_lead(place.cohort))


def test_only_those_who_lead_remind(place, chapter):
    with pytest.raises(Denied):
        actions.remind(chapter=chapter, owed="validation", by=make_referent(place))


def test_the_chapter_waits_among_what_waits_for_its_referent_and_nobody_else(place, chapter):
    referent, other = make_referent(place), make_referent(make_participation(place.cohort))

    assert [act.url for act in inbox(referent)].count(chapter.get_absolute_url()) == 1
    assert [act.url for act in inbox(other)].count(chapter.get_absolute_url()) == 0
    answered(chapter, referent)
    assert [act.url for act in inbox(referent)].count(chapter.get_absolute_url()) == 0


def test_changes_asked_wait_for_whoever_writes(place, chapter):
    lead = make_lead(place.cohort)
    answered(chapter, make_referent(place), "ask-changes", "Le chiffre est faux")

    assert [act.url for act in inbox(lead)].count(chapter.get_absolute_url()) == 1


def test_a_letter_names_the_territory_and_not_what_was_said(place, chapter):
    lead = make_lead(place.cohort)
    answered(chapter, make_referent(place), "ask-changes", "canari-entre-nous")

    notice = Notice.objects.get(person=lead)
    assert "canari" not in notice.subject + notice.text


def test_a_proposal_answered_before_the_letter_leaves_is_not_told(place, chapter):
    referent, lead = make_referent(place), make_lead(place.cohort)
    actions.move_chapter(chapter=chapter, name="reopen", by=lead)
    actions.move_chapter(chapter=Chapter.objects.get(pk=chapter.pk), name="propose", by=lead)
    notice = Notice.objects.get(person=referent)
    assert still_due(notice)

    answered(chapter_of(place), referent)

    assert not still_due(notice)


@pytest.mark.parametrize("consent", ["to-ask", "asked", "given"])
def test_even_the_proof_quotes_only_those_who_agreed(place, chapter, consent):
    make_quote(place, "canari-cité", consent=consent)

    for audience in Audience:
        assert ("canari-cité" in repr(build(place.cohort, audience).sections)) == (consent == "given")


def test_a_territory_reads_again_what_everybody_will_read_and_no_more(sign_in, place, chapter):
    make_effect(place, "accepted", label="canari-relu", text="canari-relu")
    make_effect(place, "published", label="publié", text="Publié")

    html = sign_in(make_referent(place)).get(chapter.get_absolute_url()).text

    assert ("canari-relu" in html, "publié" in html) == (False, True)
