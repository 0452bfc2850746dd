"""Rooms of practice: reviews with the State, reflective pauses, missteps, method sheets, short and long time."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.workspace import actions, forms, reflections
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.models import Misstep, Pause, Procedure, Review
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.accompaniment.workspace.views.space import EDIT, PLACE, edit, listing
from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import anyone


@require_safe
@guarded(read_delegation, **PLACE)
def board(request, cohort, participation):
    """Each orientation with the victories that serve it (R569)."""
    victories = list(participation.victories.order_by("-won_on", "-pk"))
    projects = participation.projects.prefetch_related("objectives").order_by("pk")
    rows = [(project, [one for one in victories if one.project_id == project.pk]) for project in projects]
    context = context_of(
        request, cohort, participation, "board", rows=rows, alone=[one for one in victories if one.project_id is None],
        ambitions=list(participation.positions.order_by("-pk")), victories=victories,
    )  # fmt: skip
    return render_page(request, "workspace/space/board.html", context)


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def reviews(request, cohort, participation):
    form = forms.PlanReviewForm(request.POST or None, participation=participation)
    rows = participation.reviews.select_related("event", "project").prefetch_related("procedures")
    return listing(request, cohort, participation, "reviews", "workspace/space/reviews.html", form=form, rows=rows,
                   action=actions.plan_review, done=_("La revue est prévue. Listez maintenant les démarches pressenties."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_part, **PLACE, review=Review)
def foresee(request, cohort, participation, review):
    form = forms.ForeseeForm(request.POST or None)
    if request.method == "POST" and form.send(actions.foresee, review=review, by=request.user):
        messages.success(request, _("La démarche est dans la liste."))
        return redirect("workspace:reviews", cohort.code, participation.code)
    return edit(request, review, form, "reviews", title=_("Quelle démarche pressentez-vous ?"), lede=review.event.title,
                verb=_("Ajouter à la liste"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_procedure, **PLACE, review=Review, procedure=Procedure)
def note_answer(request, cohort, participation, review, procedure):
    form = forms.ProcedureForm(request.POST or None, instance=procedure)
    if request.method == "POST" and form.send(actions.note_answer, procedure=procedure, by=request.user):
        messages.success(request, _("La réponse est notée."))
        return redirect("workspace:reviews", cohort.code, participation.code)
    return edit(request, review, form, "reviews", title=_("Qu’a répondu ce service ?"), verb=_("Noter la réponse"),
                lede=f"{procedure.title} ({procedure.service})")  # fmt: skip


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def pauses(request, cohort, participation):
    form = forms.AddPauseForm(request.POST or None, participation=participation, reader=request.user)
    rows = [(pause, reflections.named(pause.format)) for pause in participation.pauses.select_related("event")]
    seen = Misstep.objects.visible_to(request.user).filter(participation__cohort=cohort).order_by("-noted_on", "-pk")
    others = (
        seen.exclude(participation=participation).exclude(shared_on=None).select_related("participation__territory")
    )
    return listing(
        request, cohort, participation, "pauses", "workspace/space/pauses.html", form=form, rows=rows, missteps=seen.filter(participation=participation), others=others,
        formats=reflections.formats(), action=actions.add_pause, done=_("Le temps réflexif est dans la rencontre."),
    )  # fmt: skip


@require_POST
@guarded(may.keep_part, **PLACE, pause=Pause)
def remove_pause(request, cohort, participation, pause):
    attempt(request, actions.remove_pause, pause=pause, done=_("Le temps réflexif est retiré."))
    return redirect("workspace:pauses", cohort.code, participation.code)


@require_http_methods(EDIT)
@guarded(may.keep_space, **PLACE)
def note_misstep(request, cohort, participation):
    form = forms.AddMisstepForm(request.POST or None)
    if request.method == "POST" and form.send(actions.note_misstep, participation=participation, by=request.user):
        messages.success(request, _("C’est noté, et gardé par la délégation."))
        return redirect("workspace:pauses", cohort.code, participation.code)
    part = Misstep(participation=participation)
    return edit(request, part, form, "pauses", title=_("Qu’avons-nous raté, et appris ?"), verb=_("Garder cet essai"),
                lede=_("Seule la délégation le lit, tant qu’elle ne le partage pas."))  # fmt: skip


@require_POST
@guarded(may.keep_misstep, **PLACE, misstep=Misstep)
def share_misstep(request, cohort, participation, misstep):
    attempt(request, actions.share_misstep, misstep=misstep, done=_("Les personnes de la cohorte peuvent le lire."))
    return redirect("workspace:pauses", cohort.code, participation.code)


@require_POST
@guarded(may.keep_misstep, **PLACE, misstep=Misstep)
def remove_misstep(request, cohort, participation, misstep):
    attempt(request, actions.remove_misstep, misstep=misstep, done=_("C’est retiré."))
    return redirect("workspace:pauses", cohort.code, participation.code)


@require_safe
@guarded(anyone)
def pause_format(request, key):
    """One format, on a sheet to print: nothing in it belongs to anybody."""
    found = reflections.named(key)
    if found is None:
        raise Http404
    return render_page(request, "workspace/pause_format.html", {"format": found, "others": reflections.formats()})
