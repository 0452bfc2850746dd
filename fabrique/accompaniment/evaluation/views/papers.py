"""The evaluator's documents: their list, one dated version, its chapters, what others answer."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.evaluation import actions, forms
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import PAPER, PaperState
from fabrique.accompaniment.evaluation.models import Chapter, DatedVersion, Paper, PaperAnswer
from fabrique.accompaniment.evaluation.papers import annexes_of, build
from fabrique.accompaniment.evaluation.views.findings import EDIT
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import anyone

DATED = {"cohort": Cohort, "paper": Paper, "dated": DatedVersion}


def shelf(cohort):
    return reverse("evaluation:papers", args=[cohort.code])


def address(dated, cohort, view="paper", *more):
    return reverse(f"evaluation:{view}", args=[cohort.code, dated.paper.code, dated.code, *more])


@require_http_methods(EDIT)
@guarded(anyone, cohort=Cohort)
def papers(request, cohort):
    person = request.user
    writes = may.write_paper.allows(person, cohort)
    form = forms.BeginPaperForm(request.POST or None, cohort=cohort)
    if request.method == "POST":
        may.write_paper(person, cohort)
        if dated := form.send(actions.begin_paper, cohort=cohort, by=person):
            messages.success(request, _("Le document est commencé : personne d’autre ne le lit."))
            return redirect(address(dated, cohort))
    seen = DatedVersion.objects.visible_to(person).filter(paper__cohort=cohort).select_related("paper__annex_of")
    context = {"cohort": cohort, "rows": seen.order_by("paper__kind", "paper__title", "-number"), "writes": writes, "form": form}  # fmt: skip
    return render_page(request, "evaluation/papers.html", context)


def page(request, cohort, dated, *, answer_form=None):
    person = request.user
    writes = may.write_version.allows(person, dated)
    moves = PAPER.buttons(dated, lambda _name: "") if writes else []
    context = {
        "cohort": cohort,
        "dated": dated,
        "chapters": dated.chapters.all(),
        "annexes": annexes_of(dated, person),
        "answers": PaperAnswer.objects.visible_to(person).filter(dated=dated),
        "writes": writes and dated.state == PaperState.DRAFT,
        "may_rewrite": writes and not dated.paper.versions.filter(state=PaperState.DRAFT).exists(),
        "moves": moves,
        "may_answer": may.answer_paper.allows(person, dated),
        "answer_form": answer_form or forms.AddAnswerForm(),
        "others": DatedVersion.objects.visible_to(person).filter(paper=dated.paper).exclude(pk=dated.pk),
    }
    return render_page(request, "evaluation/paper.html", context)


@require_safe
@guarded(anyone, **DATED)
def paper(request, cohort, paper, dated):
    return page(request, cohort, dated)


@require_safe
@guarded(anyone, **DATED)
def paper_file(request, cohort, paper, dated, *, format_name):
    return document_response(
        f"evaluation-{dated.code}", lambda: build(dated, request.user, get_language()), format_name
    )


@require_POST
@guarded(may.write_version, **DATED)
def move_paper(request, cohort, paper, dated):
    attempt(request, actions.move_paper, dated=dated, name=request.POST.get("move", ""), done=_("C’est fait."))
    return redirect(address(dated, cohort))


@require_POST
@guarded(may.write_version, **DATED)
def rewrite_paper(request, cohort, paper, dated):
    new = actions.rewrite_paper(dated=dated, by=request.user)
    messages.success(request, _("Une nouvelle version est commencée. Celle qui est remise ne change pas."))
    return redirect(address(new, cohort))


def edit(request, cohort, dated, form, **more):
    back = address(dated, cohort)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Documents d’évaluation"), shelf(cohort)), (dated.paper.title, back)]  # fmt: skip
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.write_version, **DATED)
def add_chapter(request, cohort, paper, dated):
    form = forms.AddChapterForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_chapter, dated=dated, by=request.user):
        messages.success(request, _("Le chapitre est écrit."))
        return redirect(address(dated, cohort))
    return edit(request, cohort, dated, form, title=_("Écrire un chapitre"), verb=_("Enregistrer le chapitre"))


@require_http_methods(EDIT)
@guarded(may.write_chapter, **DATED, chapter=Chapter)
def edit_chapter(request, cohort, paper, dated, chapter):
    form = forms.ChapterForm(request.POST or None, instance=chapter)
    if request.method == "POST" and form.send(actions.edit_chapter, chapter=chapter, by=request.user):
        messages.success(request, _("Le chapitre est à jour."))
        return redirect(address(dated, cohort))
    return edit(
        request, cohort, dated, form, title=_("Reprendre un chapitre"), verb=_("Enregistrer le chapitre"),
        remove=address(dated, cohort, "remove-chapter", chapter.code), remove_label=_("Retirer ce chapitre"),
        remove_says=_("Il disparaît de cette version seulement."),
        remove_reason="" if dated.state == PaperState.DRAFT else _("Cette version est remise : elle ne change plus. Commencez-en une autre."),
    )  # fmt: skip


@require_POST
@guarded(may.write_chapter, **DATED, chapter=Chapter)
def remove_chapter(request, cohort, paper, dated, chapter):
    attempt(request, actions.remove_chapter, chapter=chapter, done=_("Le chapitre est retiré."))
    return redirect(address(dated, cohort))


@require_POST
@guarded(may.answer_paper, **DATED)
def answer_paper(request, cohort, paper, dated):
    form = forms.AddAnswerForm(request.POST)
    if form.send(actions.answer_paper, dated=dated, by=request.user):
        messages.success(request, _("Votre réponse est jointe. Le document ne change pas."))
        return redirect(address(dated, cohort) + "#reponses")
    return page(request, cohort, dated, answer_form=form)
