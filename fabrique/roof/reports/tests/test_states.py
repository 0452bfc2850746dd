"""Where a report, a chapter and an edition go, and why they do not (R508, R509)."""

import pytest

from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from fabrique.roof.reports import actions
from fabrique.roof.reports.enums import CHAPTER, EDITION, REPORT
from fabrique.roof.reports.models import Chapter, Edition, Report
from fabrique.roof.reports.tests.given import chapter_of, make_report
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", REPORT.states.values)
@pytest.mark.parametrize("move", REPORT.moves)
def test_report_moves_only_as_the_table_says(move, state):
    assert (REPORT.reason(Report(state=state), move) == "") == (state in REPORT.moves[move].sources)


@pytest.mark.parametrize("state", CHAPTER.states.values)
@pytest.mark.parametrize("move", CHAPTER.moves)
def test_chapter_moves_only_as_the_table_says(move, state):
    assert (CHAPTER.reason(Chapter(state=state), move) == "") == (state in CHAPTER.moves[move].sources)


@pytest.mark.parametrize("state", EDITION.states.values)
@pytest.mark.parametrize("move", EDITION.moves)
def test_edition_moves_only_as_the_table_says(move, state):
    assert (EDITION.reason(Edition(state=state), move) == "") == (state in EDITION.moves[move].sources)


def test_opening_lays_one_chapter_a_territory_and_the_common_ones():
    cohort = make_cohort()
    for _number in range(2):
        make_participation(cohort)

    report = actions.open_report(cohort=cohort, by=make_lead(cohort))

    kinds = list(Chapter.objects.filter(cohort=cohort).in_order().values_list("kind", flat=True))
    assert kinds == ["introduction", "accompaniment", "territories", "territory", "territory", "conclusion", "annexes"]
    assert report.state == "skeleton"
    assert journal(report) == ["report-opened"]


def test_a_report_is_opened_once():
    cohort = make_cohort()
    make_report(cohort)

    with pytest.raises(Denied, match="déjà ouvert"):
        actions.open_report(cohort=cohort, by=make_lead(cohort))


def test_a_cohort_known_by_its_figures_has_no_report():
    cohort = make_cohort(figures_only=True)

    with pytest.raises(Denied, match="chiffres"):
        actions.open_report(cohort=cohort, by=make_lead(cohort))


def test_a_territory_that_joins_later_gets_its_chapter_at_the_next_move():
    cohort = make_cohort()
    report = make_report(cohort, "skeleton")
    place = make_participation(cohort)

    actions.move_report(report=report, name="collect", by=make_lead(cohort))

    assert Chapter.objects.filter(participation=place).count() == 1


def test_publishing_is_not_pressed():
    cohort = make_cohort()

    with pytest.raises(Denied, match="par une édition"):
        actions.move_report(report=make_report(cohort), name="publish", by=make_lead(cohort))
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_report(report=cohort.report, name="fly", by=make_lead(cohort))


@pytest.mark.parametrize("role", [Role.EMBEDDED_EVALUATOR, Role.EMBEDDED_MEDIA, Role.FUNDER_CONTACT])
def test_others_of_the_cohort_do_not_lead_its_report(role):
    cohort = make_cohort()
    report, person = make_report(cohort, "drafting"), make_person(role, cohort.scope)

    with pytest.raises(Denied):
        actions.move_report(report=report, name="validate", by=person)
    with pytest.raises(Denied):
        actions.ask_edition(cohort=cohort, what_changed="?", by=person)


def test_who_writes_does_not_answer_for_a_territory():
    place = make_participation()
    make_report(place.cohort)
    chapter = chapter_of(place)

    for name in ("accept", "reply", "refuse", "ask-changes"):
        with pytest.raises(Denied, match="celle du territoire"):
            actions.move_chapter(chapter=chapter, name=name, by=make_lead(place.cohort))


def test_a_territory_is_asked_during_the_validation_only_and_a_common_chapter_never():
    place = make_participation()
    report, lead = make_report(place.cohort, "drafting"), make_lead(place.cohort)
    told, common = chapter_of(place, "draft"), Chapter.objects.get(kind="conclusion")

    with pytest.raises(Denied, match="pendant la validation"):
        actions.move_chapter(chapter=told, name="propose", by=lead)
    with pytest.raises(Denied, match="proposez-le-lui"):
        actions.move_chapter(chapter=told, name="finish", by=lead)
    with pytest.raises(Denied, match="aucun territoire"):
        actions.move_chapter(chapter=common, name="propose", by=lead)
    report.state = "validating"
    report.save()
    actions.move_chapter(chapter=Chapter.objects.get(pk=told.pk), name="propose", by=lead)

    told.refresh_from_db()
    assert told.state == "proposed"


def test_a_chapter_is_written_by_whoever_it_is_entrusted_to_and_nobody_else():
    place = make_participation()
    make_report(place.cohort, "drafting")
    chapter, drafter, lead = chapter_of(place, "draft"), make_person(), make_lead(place.cohort)
    part = chapter.parts.first()
    with pytest.raises(Denied, match="confié"):
        actions.write_part(part=part, text="Un mot", seen=1, by=drafter)

    actions.entrust_chapter(chapter=chapter, drafter=drafter, seen=chapter.version, by=lead)
    part = chapter.parts.first()
    actions.write_part(part=part, text="Un mot", seen=1, by=drafter)

    assert part.text == "Un mot"
    with pytest.raises(Denied):
        actions.write_part(part=part, text="Un autre", seen=2, by=make_referent(place))
