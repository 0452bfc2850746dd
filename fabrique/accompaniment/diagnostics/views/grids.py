"""Grids: the list of them, one of them, and its questions."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics import forms, proposed
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import grids as actions
from fabrique.accompaniment.diagnostics.models import Grid, Question
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import signed_in

EDIT = ["GET", "POST"]


def crumbs(*more):
    return [(_("Trames"), reverse("diagnostics:grids")), *more]


@require_safe
@guarded(signed_in)
def grids(request):
    rows = Grid.objects.visible_to(request.user)
    writes = may.write_grids.allows(request.user)
    context = {"rows": rows, "writes": writes, "proposes": writes and not proposed.is_taken_up()}
    return render_page(request, "diagnostics/grids.html", context)


@require_safe
@guarded(may.read_grid, grid=Grid)
def grid(request, grid):
    questions = list(grid.questions.all())
    sections = [(name, list(rows)) for name, rows in groupby(questions, key=lambda one: one.section)]
    context = {"grid": grid, "sections": sections, "writes": may.write_grid.allows(request.user, grid),
               "renews": bool(grid.agreed_at) and may.write_grids.allows(request.user), "count": len(questions)}  # fmt: skip
    return render_page(request, "diagnostics/grid.html", context)


@require_http_methods(EDIT)
@guarded(may.write_grids)
def begin_grid(request):
    form = forms.BeginGridForm(request.POST or None)
    if request.method == "POST" and (made := form.send(actions.begin_grid, by=request.user)):
        messages.success(request, _("La trame est commencée. Ajoutez ses questions."))
        return redirect(made)
    return edit_page(request, form, title=_("Quelles questions poser ?"), verb=_("Commencer la trame"),
                     back=reverse("diagnostics:grids"), crumbs=crumbs())  # fmt: skip


@require_POST
@guarded(may.write_grids)
def take_up(request):
    attempt(
        request, proposed.take_up, done=_("La trame proposée est là, en écriture. Relisez-la avant de la convenir.")
    )
    return redirect("diagnostics:grids")


@require_http_methods(EDIT)
@guarded(may.write_grid, grid=Grid)
def edit_grid(request, grid):
    form = forms.GridForm(request.POST or None, instance=grid)
    if request.method == "POST" and form.send(actions.edit_grid, grid=grid, by=request.user):
        messages.success(request, _("C’est enregistré."))
        return redirect(grid)
    return edit_page(request, form, title=_("Que dit-on en commençant ?"), verb=_("Enregistrer"), back=grid.get_absolute_url(),
                     crumbs=crumbs((str(grid), grid.get_absolute_url())))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_grid, grid=Grid)
def add_question(request, grid):
    last = grid.questions.last()
    form = forms.AddQuestionForm(request.POST or None, initial={"section": last.section if last else ""})
    if request.method == "POST" and form.send(actions.add_question, grid=grid, by=request.user):
        messages.success(request, _("La question est ajoutée."))
        return redirect(grid)
    return edit_page(request, form, title=_("Quelle question ajouter ?"), verb=_("Ajouter cette question"),
                     back=grid.get_absolute_url(), crumbs=crumbs((str(grid), grid.get_absolute_url())))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_question, grid=Grid, question=Question)
def edit_question(request, grid, question):
    form = forms.EditQuestionForm(request.POST or None, instance=question)
    if request.method == "POST" and form.send(actions.edit_question, question=question, by=request.user):
        messages.success(request, _("La question est enregistrée."))
        return redirect(grid)
    return edit_page(request, form, title=_("Comment dire cette question ?"), verb=_("Enregistrer la question"),
                     back=grid.get_absolute_url(), crumbs=crumbs((str(grid), grid.get_absolute_url())),
                     remove=reverse("diagnostics:remove-question", args=[grid.code, question.code]),
                     remove_label=_("Retirer cette question"), remove_says=_("Elle quitte cette trame."))  # fmt: skip


@require_POST
@guarded(may.write_question, grid=Grid, question=Question)
def remove_question(request, grid, question):
    attempt(request, actions.remove_question, question=question, done=_("La question est retirée."))
    return redirect(grid)


@require_POST
@guarded(may.agree_grid, grid=Grid)
def agree(request, grid):
    attempt(request, actions.agree_on_grid, grid=grid, done=_("La trame est convenue : elle ne change plus."))
    return redirect(grid)


@require_POST
@guarded(may.agree_grid, grid=Grid)
def renew(request, grid):
    if attempt(request, actions.renew_grid, grid=grid, done=_("Une nouvelle version est en écriture.")):
        return redirect(Grid.objects.filter(title=grid.title).order_by("-number").first())
    return redirect(grid)
