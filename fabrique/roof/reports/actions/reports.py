"""The report as a whole: opened from its skeleton, moved, and each text written beside the data."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.actions.news import tell_proposed
from fabrique.roof.reports.enums import CHAPTER, LED, PLACES, PRESSED, REPORT, ChapterKind, ChapterState, ReportState
from fabrique.roof.reports.models import Chapter, Part, Report, Revision
from fabrique.roof.reports.owed import changed_since

BEFORE_TERRITORIES = (ChapterKind.INTRODUCTION, ChapterKind.ACCOMPANIMENT, ChapterKind.TERRITORIES)
AFTER_TERRITORIES = (ChapterKind.CONCLUSION, ChapterKind.ANNEXES)
ORDER = {kind: order for order, kind in enumerate(ChapterKind)}


@transaction.atomic
def open_report(*, cohort: Cohort, by: Person) -> Report:
    """Its skeleton: one chapter for each place of the published structure and one a territory (R504, R505)."""
    may.lead_report(by, cohort)
    cohort = held(cohort)
    if cohort.figures_only:
        raise Denied(_("Cette cohorte n’est connue que par ses chiffres : il n’y a rien à raconter ici."))
    if Report.objects.filter(cohort=cohort).exists():
        raise Denied(_("Le rapport est déjà ouvert."))
    report = Report.objects.create(cohort=cohort, opened_by=by)
    lay_out(cohort)
    audit.record(by, "report-opened", report, cohort=cohort.code)
    return report


def lay_out(cohort: Cohort) -> list[Chapter]:
    """The chapters and places that are not there yet; those that are stay as they are."""
    made = [new_chapter(cohort, kind) for kind in (*BEFORE_TERRITORIES, *AFTER_TERRITORIES)]
    places = cohort.participations.select_related("territory").order_by("territory__name")
    return made + [new_chapter(cohort, ChapterKind.TERRITORY, participation=one) for one in places]


def new_chapter(cohort: Cohort, kind: ChapterKind, **of: Any) -> Chapter:
    chapter, _new = Chapter.objects.get_or_create(cohort=cohort, kind=kind, **of, defaults={"order": ORDER[kind]})
    for key in PLACES[kind]:
        Part.objects.get_or_create(chapter=chapter, key=key)
    return chapter


@transaction.atomic
def move_report(*, report: Report, name: str, by: Person) -> Report:
    may.lead_report(by, report.cohort)
    if name not in REPORT.moves:
        raise Denied(_("Ce changement n’existe pas."))
    if name not in PRESSED:
        raise Denied(_("Un rapport se publie par une édition : dites ce qui change, elle se prépare."))
    REPORT.make(report, name)
    report.save_values({"state": report.state}, seen=report.version)
    audit.record(by, "report-moved", report, move=name)
    lay_out(report.cohort)
    if report.state == ReportState.VALIDATING:
        for chapter in changed_since(report.cohort):
            ask_again(chapter, by=by)
    return report


@transaction.atomic
def set_hoped_on(*, report: Report, hoped_on: date | None, seen: int, by: Person) -> Report:
    may.lead_report(by, report.cohort)
    report.save_values({"hoped_on": hoped_on}, seen=seen)
    audit.record(by, "report-hoped-on", report)
    return report


@transaction.atomic
def entrust_chapter(*, chapter: Chapter, drafter: Person | None, seen: int, by: Person) -> Chapter:
    may.lead_chapter(by, chapter)
    chapter.save_values({"drafter": drafter}, seen=seen)
    audit.record(by, "chapter-entrusted", chapter)
    return chapter


@transaction.atomic
def move_chapter(*, chapter: Chapter, name: str, by: Person) -> Chapter:
    """What whoever writes may do: say that it is ready, propose it to its territory, take it up again."""
    may.draft_chapter(by, chapter)
    if name not in LED:
        raise Denied(_("Cette réponse est celle du territoire."))
    if refusal := reason_not_to_move(chapter, name):
        raise Denied(refusal)
    CHAPTER.make(chapter, name)
    chapter.save_values({"state": chapter.state}, seen=chapter.version)
    audit.record(by, "chapter-moved", chapter, move=name)
    if chapter.state == ChapterState.PROPOSED:
        tell_proposed(chapter, by)
    return chapter


def reason_not_to_move(chapter: Chapter, name: str) -> str:
    if name == "finish" and chapter.is_told:
        return _("Un chapitre de territoire est prêt quand son territoire l’a relu : proposez-le-lui.")
    if name in ("propose", "ask-again") and not chapter.is_told:
        return _("Ce chapitre n’est celui d’aucun territoire : dites qu’il est prêt.")
    if name in ("propose", "ask-again") and chapter.cohort.report.state != ReportState.VALIDATING:
        return _("On propose un chapitre pendant la validation : demandez-la d’abord pour tout le rapport.")
    return ""


def ask_again(chapter: Chapter, *, by: Person | None) -> None:
    """What was agreed to changed since: the agreement was given to other words."""
    CHAPTER.make(chapter, "ask-again")
    chapter.save_values({"state": chapter.state}, seen=chapter.version)
    audit.record(by, "chapter-asked-again", chapter)
    tell_proposed(chapter, by, again=True)


def notice_changes() -> int:
    """By the worker: during a validation, a text published elsewhere may change a chapter already agreed to."""
    count = 0
    for report in Report.objects.filter(state=ReportState.VALIDATING).select_related("cohort").order_by("pk"):
        with transaction.atomic():
            held(report.cohort)
            for chapter in changed_since(report.cohort):
                ask_again(chapter, by=None)
                count += 1
    return count


@transaction.atomic
def write_part(*, part: Part, text: str, seen: int, by: Person, title: str = "") -> Part:
    """Raises `Conflict` when somebody wrote since version `seen`. The text before stays among the revisions."""
    may.draft_part(by, part)
    before = Part.objects.get(pk=part.pk)
    values = {"text": text.strip(), "title": title.strip()}
    if (before.text, before.title) == (values["text"], values["title"]):
        return part
    part.save_values(values, seen=seen)
    if before.text and not part.revisions.exists():
        # written before anybody kept versions, by a loader: kept too
        Revision.objects.create(part=part, number=before.version, title=before.title, text=before.text, written_by=by)
    Revision.objects.create(part=part, number=part.version, written_by=by, **values)
    reopen(part.chapter, by)
    audit.record(by, "report-text-written", part.chapter, part=part.key)
    return part


@transaction.atomic
def take_up(*, revision: Revision, by: Person) -> Part:
    """An older text again, as a new version: the one it replaces stays too."""
    may.take_up(by, revision)
    part = Part.objects.select_for_update(of=("self",)).get(pk=revision.part_id)
    return write_part(part=part, text=revision.text, title=revision.title, seen=part.version, by=by)


def reopen(chapter: Chapter, by: Person) -> None:
    """A common chapter that was ready is being written again; a territory that agreed is asked again, and told so."""
    if chapter.state == ChapterState.READY and not chapter.source:
        CHAPTER.make(chapter, "reopen")
        chapter.save_values({"state": chapter.state}, seen=chapter.version)
    elif chapter.cohort.report.state == ReportState.VALIDATING and chapter in changed_since(chapter.cohort):
        ask_again(chapter, by=by)
