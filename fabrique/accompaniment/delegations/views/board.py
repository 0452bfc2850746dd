"""The delegations of a cohort side by side, in alphabetical order and without a name of anybody."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort, read_delegation
from fabrique.accompaniment.delegations import actions, alerts, forms
from fabrique.accompaniment.delegations import permissions as may
from fabrique.accompaniment.delegations.health import health_of, needs_of
from fabrique.core.http import edit_page, guarded, render_page

EDIT = ["GET", "POST"]


@require_safe
@guarded(may.see_counts, cohort=Cohort)
def board_page(request, cohort):
    person = request.user
    places = list(cohort.participations.current().select_related("territory", "cohort__scope", "scope"))
    found = health_of(cohort, places)
    leads = edit_cohort.allows(person, cohort)
    rows = [
        {"health": one, "alerts": alerts.alerts_of(one) if may.edit_delegation.allows(person, one.participation) else [],
         "opens": read_delegation.allows(person, one.participation)}
        for one in found
    ]  # fmt: skip
    context = board.page(
        request, cohort, "delegations", rows=rows, incomplete=sum(not one.complete for one in found), may_edit=leads,
        categories=[category for category, _minimum in needs_of(cohort)],
    )  # fmt: skip
    return render_page(request, "delegations/board.html", context)


@require_http_methods(EDIT)
@guarded(may.set_needs, cohort=Cohort)
def needs(request, cohort):
    form = forms.NeedForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.send(actions.set_need, cohort=cohort, by=request.user):
        messages.success(request, _("C’est noté pour toutes les délégations de la cohorte."))
        return redirect("delegations:needs", cohort.code)
    context = board.page(request, cohort, "delegations", form=form, rows=needs_of(cohort))
    return render_page(request, "delegations/needs.html", context, partials=["liste"])


@require_http_methods(EDIT)
@guarded(may.set_needs, cohort=Cohort)
def add_category(request, cohort):
    form = forms.AddCategoryForm(request.POST or None)
    back = reverse("delegations:needs", args=[cohort.code])
    if request.method == "POST" and form.send(actions.add_category, cohort=cohort, by=request.user):
        messages.success(request, _("Cette catégorie a maintenant un siège dans chaque délégation."))
        return redirect(back)
    return edit_page(
        request, form, title=_("Qui d’autre doit avoir un siège ?"), verb=_("Ajouter cette catégorie"), back=back,
        lede=_("Pour cette cohorte seulement : les catégories communes restent comme elles sont."),
        crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Délégations"), back)],
    )  # fmt: skip
