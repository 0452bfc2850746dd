"""Where the report is made: who owes what, the proof, the editions."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import formats, html
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.roof.reports import actions, forms
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.build import make
from fabrique.roof.reports.enums import PRESSED, REPORT, SETTLED, Audience, EditionState, ReportState, Shape
from fabrique.roof.reports.models import Chapter, Edition, Reminder, Report
from fabrique.roof.reports.owed import Debt, changed_since, debts

EDIT = ["GET", "POST"]


@dataclass(frozen=True)
class Lacking:
    """A debt as the page shows it: `reason` when it was recalled this week already."""

    debt: Debt
    reason: str


@dataclass(frozen=True)
class Row:
    chapter: Chapter
    lacking: list[Lacking]
    changed: bool

    @property
    def settled(self) -> bool:
        return self.chapter.state in SETTLED and not self.changed


@require_safe
@guarded(may.follow_report, cohort=Cohort)
def workshop(request, cohort):
    report = Report.objects.filter(cohort=cohort).first()
    leads = may.lead_report.allows(request.user, cohort)
    rows = chapters_of(request.user, cohort) if report else []
    editions = Edition.objects.visible_to(request.user).filter(cohort=cohort).newest_first()
    context = {
        "cohort": cohort,
        "report": report,
        "leads": leads,
        "rows": rows,
        "owing": sum(len(row.lacking) for row in rows),
        "settled": sum(row.settled for row in rows),
        "editions": list(editions) if leads else [],
        "moves": [
            button for button in REPORT.buttons(report, lambda _name: "") if button.name in PRESSED
        ] if report and leads else [],
        "publishes": bool(report and leads and report.state == ReportState.VALIDATING),
        "preparing": any(one.state == EditionState.PREPARING for one in editions),
        "hopes": forms.HopedForm(instance=report) if report and leads else None,
        "unopened": cohort.figures_only,
    }  # fmt: skip
    return render_page(request, "reports/workshop.html", context)


def chapters_of(person, cohort) -> list[Row]:
    """Those that this person may read, each with what it lacks. A number of queries that does not grow."""
    chapters = Chapter.objects.visible_to(person).filter(cohort=cohort).in_order()
    chapters = list(chapters.select_related("participation__territory", "participation__scope", "drafter"))
    for chapter in chapters:
        chapter.cohort = cohort
    sent = defaultdict(list)
    for reminder in Reminder.objects.filter(chapter__in=chapters):
        sent[reminder.chapter_id].append(reminder)
    owed = debts(cohort, chapters)
    changed = {one.pk for one in changed_since(cohort)}
    return [
        Row(
            chapter,
            [
                Lacking(debt, actions.reason_not_to_remind(chapter, debt.owed, sent[chapter.pk]))
                for debt in owed[chapter.pk]
            ],
            chapter.pk in changed,
        )
        for chapter in chapters
    ]


@require_POST
@guarded(may.lead_report, cohort=Cohort)
def open_report(request, cohort):
    done = _("Le rapport est ouvert : un chapitre par territoire, et les chapitres communs.")
    attempt(request, actions.open_report, cohort=cohort, done=done)
    return redirect("reports:workshop", cohort.code)


def report_of(cohort) -> Report:
    found = Report.objects.filter(cohort=cohort).first()
    if found is None:
        raise Http404
    found.cohort = cohort
    return found


@require_POST
@guarded(may.lead_report, cohort=Cohort)
def move_report(request, cohort):
    attempt(request, actions.move_report, report=report_of(cohort), name=request.POST.get("move", ""))
    return redirect("reports:workshop", cohort.code)


@require_http_methods(EDIT)
@guarded(may.lead_report, cohort=Cohort)
def hoped(request, cohort):
    report = report_of(cohort)
    form = forms.HopedForm(request.POST or None, instance=report)
    if request.method == "POST" and form.send(actions.set_hoped_on, report=report, by=request.user):
        return redirect(report)
    return edit_page(request, form, title=_("Pour quand ?"), verb=_("Dire cette date"), back=report.get_absolute_url(),
                     crumbs=crumbs(cohort))  # fmt: skip


def crumbs(cohort) -> list[tuple[str, str]]:
    return [
        (cohort.name, cohort.get_absolute_url()),
        (_("Le rapport s’écrit"), reverse("reports:workshop", args=[cohort.code])),
    ]


@require_safe
@guarded(may.lead_report, cohort=Cohort)
def proof(request, cohort):
    """The report as it stands, before anybody else reads it."""
    audience, shape = asked(request)
    made = make(cohort, audience, get_language())[shape]
    context = {"cohort": cohort, "audience": audience, "audiences": list(Audience), "shape": shape, "shapes": list(Shape),
               "formats": list(formats.FORMATS), "faults": made.faults, "body": html.body(made.document)}  # fmt: skip
    return render_page(request, "reports/proof.html", context)


@require_safe
@guarded(may.lead_report, cohort=Cohort)
def proof_file(request, cohort, format_name):
    audience, shape = asked(request)
    name = f"{cohort.code}-{audience}-{shape}-epreuve"
    return document_response(name, lambda: make(cohort, audience, get_language())[shape].document, format_name)


def asked(request) -> tuple[Audience, Shape]:
    audience, shape = request.GET.get("lecteurs", Audience.PUBLIC), request.GET.get("forme", Shape.REPORT)
    if audience not in Audience.values or shape not in Shape.values:
        raise Http404
    return Audience(audience), Shape(shape)


@require_http_methods(EDIT)
@guarded(may.lead_report, cohort=Cohort)
def publish(request, cohort):
    report = report_of(cohort)
    form = forms.EditionForm(request.POST or None)
    if request.method == "POST" and form.send(actions.ask_edition, cohort=cohort, by=request.user):
        return redirect(report)
    lede = _(
        "L’édition se prépare en quelques instants. Elle paraît entière, ou pas du tout ; celles d’avant restent lisibles."
    )
    return edit_page(request, form, title=_("Publier une édition"), verb=_("Publier"), lede=lede,
                     back=report.get_absolute_url(), crumbs=crumbs(cohort))  # fmt: skip


@require_POST
@guarded(may.retry_edition, cohort=Cohort, edition=Edition)
def retry(request, cohort, edition):
    attempt(request, actions.retry_edition, edition=edition, done=_("L’édition se prépare de nouveau."))
    return redirect("reports:workshop", cohort.code)
