"""One chapter: its texts beside the data, what its territory says of it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import html
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.roof.reports import actions, forms
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.build import chapter_of, mark
from fabrique.roof.reports.enums import ANSWERED, CHAPTER, LED, ReportState
from fabrique.roof.reports.models import Chapter, Part, Revision
from fabrique.roof.reports.views.workshop import EDIT, crumbs

IN_CHAPTER = {"cohort": Cohort, "chapter": Chapter}
IN_PART = IN_CHAPTER | {"part": Part}


@require_safe
@guarded(may.read_chapter, **IN_CHAPTER)
def chapter(request, cohort, chapter):
    return draw(request, chapter)


def draw(request, chapter, form=None):
    person = request.user
    read, seen = None, ""
    if chapter.is_told:
        document = chapter_of(chapter, "fr")
        read, seen = html.body(document, own_title=False), mark(document.sections[0])
    drafts = may.draft_chapter.allows(person, chapter)
    answers = may.answer_chapter.allows(person, chapter) and chapter.cohort.report.state == ReportState.VALIDATING
    answers = answers and any(name in CHAPTER.open_to(chapter) for name in ANSWERED)
    changed = bool(chapter.fingerprint) and seen != chapter.fingerprint
    context = {
        "cohort": chapter.cohort,
        "chapter": chapter,
        "read": read,
        "changed": changed,
        "parts": list(chapter.parts.prefetch_related("revisions__written_by")),
        "photographs": photographs_of(person, chapter, drafts=drafts),
        "decisions": list(chapter.decisions.select_related("decided_by")),
        "drafts": drafts,
        "leads": may.lead_chapter.allows(person, chapter),
        "moves": [
            button
            for button in CHAPTER.buttons(chapter, lambda name: actions.reason_not_to_move(chapter, name))
            if button.name in LED and (chapter.is_told or button.name in ("finish", "reopen"))
            and not (chapter.is_told and button.name == "finish")
        ] if drafts else [],
        "form": (form or forms.AnswerForm(initial={"seen": seen})) if answers else None,
    }  # fmt: skip
    return render_page(request, "reports/chapter.html", context)


def photographs_of(person, chapter, *, drafts):
    """Each with what this person may do of it: the same for all of a chapter."""
    found = list(chapter.photographs.all())
    for one in found:
        one.chapter = chapter
    takes_back = bool(found) and may.take_back_photograph.allows(person, found[0])
    return [(one, drafts, takes_back) for one in found]


@require_http_methods(EDIT)
@guarded(may.draft_part, **IN_PART)
def write_part(request, cohort, chapter, part):
    form = forms.PartForm(request.POST or None, instance=part)
    if request.method == "POST" and form.send(actions.write_part, part=part, by=request.user):
        messages.success(request, _("Le texte est enregistré. Celui d’avant est gardé."))
        return redirect(chapter)
    lede = _("Votre texte vit à côté de ce que disent les données : elles peuvent changer, il reste.")
    return edit_page(request, form, title=str(part.get_key_display()), verb=_("Enregistrer"), lede=lede,
                     back=chapter.get_absolute_url(), crumbs=[*crumbs(cohort), (str(chapter), chapter.get_absolute_url())])  # fmt: skip


@require_POST
@guarded(may.take_up, **IN_PART, revision=Revision)
def take_up(request, cohort, chapter, part, revision):
    attempt(request, actions.take_up, revision=revision, done=_("Cette version est reprise ; l’autre est gardée."))
    return redirect(chapter)


@require_http_methods(EDIT)
@guarded(may.lead_chapter, **IN_CHAPTER)
def entrust(request, cohort, chapter):
    form = forms.EntrustForm(request.POST or None, instance=chapter)
    if request.method == "POST" and form.send(actions.entrust_chapter, chapter=chapter, by=request.user):
        return redirect(chapter)
    return edit_page(request, form, title=_("Confier ce chapitre"), verb=_("Confier"), back=chapter.get_absolute_url(),
                     crumbs=[*crumbs(cohort), (str(chapter), chapter.get_absolute_url())])  # fmt: skip


@require_POST
@guarded(may.draft_chapter, **IN_CHAPTER)
def move_chapter(request, cohort, chapter):
    attempt(request, actions.move_chapter, chapter=chapter, name=request.POST.get("move", ""))
    return redirect(chapter)


@require_POST
@guarded(may.answer_chapter, **IN_CHAPTER)
def answer(request, cohort, chapter):
    form = forms.AnswerForm(request.POST)
    if form.send(actions.answer_chapter, chapter=chapter, by=request.user):
        messages.success(request, _("Votre réponse est là, avec sa date."))
        return redirect(chapter)
    return draw(request, chapter, form)


@require_POST
@guarded(may.lead_chapter, **IN_CHAPTER)
def remind(request, cohort, chapter):
    owed = request.POST.get("owed", "")
    attempt(
        request,
        actions.remind,
        chapter=chapter,
        owed=owed,
        done=_("Le rappel partira avec le courrier de demain matin."),
    )
    return redirect("reports:workshop", cohort.code)
