"""The times of a path, in the order in which they are read."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts import actions, board, forms
from fabrique.accompaniment.cohorts import permissions as may
from fabrique.accompaniment.cohorts.models import Cohort, Phase
from fabrique.accompaniment.cohorts.views.composition import EDIT, LIST, edit_part
from fabrique.core.http import guarded, render_page


@require_http_methods(EDIT)
@guarded(may.edit_cohort, cohort=Cohort)
def phases(request, cohort):
    form = forms.AddPhaseForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_phase, cohort=cohort, by=request.user):
        messages.success(request, _("Ce temps est ajouté au parcours."))
        return redirect("cohorts:phases", cohort.code)
    context = board.page(request, cohort, "phases", form=form, rows=cohort.phases.all())
    return render_page(request, "cohorts/phases.html", context, partials=LIST)


@require_http_methods(EDIT)
@guarded(may.edit_part, cohort=Cohort, phase=Phase)
def edit_phase(request, cohort, phase):
    form = forms.PhaseForm(request.POST or None, instance=phase)
    if request.method == "POST" and form.send(actions.edit_phase, phase=phase, by=request.user):
        messages.success(request, _("Ce temps est à jour."))
        return redirect("cohorts:phases", cohort.code)
    return edit_part(
        request, cohort, "cohorts:phases", form, title=phase.title, verb=_("Enregistrer ce temps"),
        remove=reverse("cohorts:remove-phase", args=[cohort.code, phase.code]), remove_label=_("Retirer ce temps"),
        remove_says=_("Les autres temps ne bougent pas."),
        remove_reason=actions.reason_not_to_remove(phase, request.user),
    )  # fmt: skip


@require_POST
@guarded(may.edit_part, cohort=Cohort, phase=Phase)
def remove_phase(request, cohort, phase):
    actions.remove_phase(phase=phase, by=request.user)
    messages.success(request, _("Ce temps est retiré du parcours."))
    return redirect("cohorts:phases", cohort.code)


@require_POST
@guarded(may.edit_part, cohort=Cohort, phase=Phase)
def shift_phase(request, cohort, phase):
    """One place up or down; at the end of the list nothing moves."""
    codes = list(cohort.phases.values_list("code", flat=True))
    place = codes.index(phase.code)
    target = place + (-1 if request.POST.get("sens") == "haut" else 1)
    if 0 <= target < len(codes):
        codes[place], codes[target] = codes[target], codes[place]
        actions.reorder_phases(cohort=cohort, codes=codes, by=request.user)
    return redirect("cohorts:phases", cohort.code)
