"""Turning points of a delegation, and the wall where the cohort celebrates."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.programme.models import Output
from fabrique.accompaniment.support.permissions import live_in_cohort
from fabrique.accompaniment.workspace import actions, forms
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.enums import Moment
from fabrique.accompaniment.workspace.models import Victory
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.accompaniment.workspace.views.space import EDIT, PLACE, listing
from fabrique.core.http import guarded, render_page

FORMS = {
    Moment.START: forms.PositionForm,
    Moment.BREAK: forms.PositionAtBreakForm,
    Moment.END: forms.PositionAtEndForm,
}
# what is shown again beside a position
BEFORE = {Moment.START: (), Moment.BREAK: (Moment.START,), Moment.END: (Moment.START, Moment.BREAK)}


@require_safe
@guarded(read_delegation, **PLACE)
def positions(request, cohort, participation):
    written = {position.moment: position for position in participation.positions.order_by("pk")}
    rows = [(moment, moment.label, written.get(moment)) for moment in Moment]
    outputs = Output.objects.visible_to(request.user).of(participation)
    context = context_of(request, cohort, participation, "positions", rows=rows, outputs=outputs)
    return render_page(request, "workspace/space/positions.html", context)


@require_http_methods(EDIT)
@guarded(may.keep_space, **PLACE)
def position(request, cohort, participation, moment):
    if moment not in Moment.values:
        raise Http404
    found = participation.positions.filter(moment=moment).first()
    initial = {} if found else {"version": 0}
    form = FORMS[Moment(moment)](request.POST or None, instance=found, initial=initial)
    facts = {"participation": participation, "moment": Moment(moment)}
    if request.method == "POST" and form.send(actions.take_position, by=request.user, **facts):
        messages.success(request, _("C’est écrit. On pourra comparer."))
        return redirect("workspace:positions", cohort.code, participation.code)
    earlier = participation.positions.filter(moment__in=BEFORE[Moment(moment)])
    context = {
        "form": form,
        "moment": Moment(moment).label,
        "earlier": sorted(earlier, key=lambda one: Moment.values.index(one.moment)),
        "expectations": Output.objects.visible_to(request.user).of(participation).expectations(),
    }
    context |= context_of(request, cohort, participation, "positions")
    return render_page(request, "workspace/space/position.html", context)


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def victories(request, cohort, participation):
    form = forms.AddVictoryForm(request.POST or None, participation=participation)
    return listing(request, cohort, participation, "victories", "workspace/space/victories.html", form=form,
                   rows=participation.victories.all(), action=actions.add_victory,
                   done=_("La victoire est au mur. Bravo."))  # fmt: skip


@require_POST
@guarded(may.keep_part, **PLACE, victory=Victory)
def remove_victory(request, cohort, participation, victory):
    actions.remove_victory(victory=victory, by=request.user)
    messages.success(request, _("La victoire n’est plus au mur."))
    return redirect("workspace:victories", cohort.code, participation.code)


@require_safe
@guarded(live_in_cohort, cohort=Cohort)
def wall(request, cohort):
    """By territory, in alphabetical order: nobody is compared (R020). Made to be printed."""
    rows = (
        Victory.objects.visible_to(request.user).filter(participation__cohort=cohort)
        .select_related("participation__territory").order_by("participation__territory__name", "won_on", "pk")
    )  # fmt: skip
    places = [(name, list(group)) for name, group in groupby(rows, lambda row: row.participation.territory.name)]
    return render_page(request, "workspace/wall.html", {"cohort": cohort, "places": places})
