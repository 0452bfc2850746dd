"""Proposing, reading again, answering."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation import actions, forms
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.accompaniment.evaluation.views.place import row
from fabrique.core.http import edit_page, guarded, make_move, render_page
from fabrique.core.permissions import Denied

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "participation": Participation}
STATES = {"accept": actions.accept, "publish": actions.publish}


def edit(request, cohort, participation, form, **more):
    home = reverse("evaluation:place", args=[cohort.code, participation.code])
    crumbs = [(cohort.name, cohort.get_absolute_url()), (participation.territory.name, home)]
    return edit_page(request, form, back=more.pop("back", home), crumbs=crumbs, **more)


def done(request, cohort, participation, sentence, anchor=""):
    messages.success(request, sentence)
    return redirect(reverse("evaluation:place", args=[cohort.code, participation.code]) + anchor)


@require_http_methods(EDIT)
@guarded(may.propose, **PLACE)
def propose_effect(request, cohort, participation):
    form = forms.ProposeEffectForm(request.POST or None)
    if request.method == "POST" and form.send(actions.propose_effect, participation=participation, by=request.user):
        return done(
            request, cohort, participation, _("L’effet est proposé. Il sera relu avant d’être vu plus loin."), "#effets"
        )
    return edit(request, cohort, participation, form, title=_("Proposer un effet"), verb=_("Proposer cet effet"))


@require_http_methods(EDIT)
@guarded(may.propose, **PLACE)
def propose_limit(request, cohort, participation):
    form = forms.ProposeLimitForm(request.POST or None)
    if request.method == "POST" and form.send(actions.propose_limit, participation=participation, by=request.user):
        return done(
            request, cohort, participation, _("La limite est proposée. Elle sera relue, jamais effacée."), "#limites"
        )
    return edit(request, cohort, participation, form, title=_("Proposer une limite"), verb=_("Proposer cette limite"))


@require_http_methods(EDIT)
@guarded(may.edit_finding, **PLACE, effect=Effect)
def edit_effect(request, cohort, participation, effect):
    form = forms.EffectForm(request.POST or None, instance=effect)
    if request.method == "POST" and form.send(actions.edit_finding, finding=effect, by=request.user):
        return done(request, cohort, participation, _("L’effet est à jour."), "#effets")
    return edit(request, cohort, participation, form, title=_("Modifier cet effet"), verb=_("Enregistrer l’effet"))


@require_http_methods(EDIT)
@guarded(may.edit_finding, **PLACE, limit=Limit)
def edit_limit(request, cohort, participation, limit):
    form = forms.LimitForm(request.POST or None, instance=limit)
    if request.method == "POST" and form.send(actions.edit_finding, finding=limit, by=request.user):
        return done(request, cohort, participation, _("La limite est à jour."), "#limites")
    return edit(request, cohort, participation, form, title=_("Modifier cette limite"), verb=_("Enregistrer la limite"))


def move(request, cohort, participation, finding, anchor):
    name = request.POST.get("move", "")
    if name not in STATES:
        raise Denied(_("Ce changement n’existe pas."))
    if make_move(request, STATES[name], finding=finding):
        messages.success(request, _("C’est maintenant « %(state)s ».") % {"state": finding.get_state_display()})
    return redirect(reverse("evaluation:place", args=[cohort.code, participation.code]) + anchor)


@require_POST
@guarded(may.read_again, **PLACE, effect=Effect)
def move_effect(request, cohort, participation, effect):
    return move(request, cohort, participation, effect, "#effets")


@require_POST
@guarded(may.read_again, **PLACE, limit=Limit)
def move_limit(request, cohort, participation, limit):
    return move(request, cohort, participation, limit, "#limites")


@require_http_methods(EDIT)
@guarded(may.read_again, **PLACE, effect=Effect)
def set_aside(request, cohort, participation, effect):
    form = forms.SetAsideForm(request.POST or None)
    if request.method == "POST" and form.send(actions.set_aside, effect=effect, by=request.user):
        return done(request, cohort, participation, _("L’effet est mis de côté, avec sa raison."), "#effets")
    return edit(request, cohort, participation, form, title=_("Mettre un effet de côté"), verb=_("Mettre de côté"),
                lede=str(effect))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.answer_limit, **PLACE, limit=Limit)
def answer(request, cohort, participation, limit):
    form = forms.LimitAnswerForm(request.POST or None, instance=limit)
    if request.method == "POST" and form.send(actions.answer_limit, limit=limit, by=request.user):
        return done(request, cohort, participation, _("La réponse est écrite sous la limite."), "#limites")
    return edit(request, cohort, participation, form, title=_("Répondre à une limite"), verb=_("Répondre"),
                lede=limit.title)  # fmt: skip


@require_safe
@guarded(may.see_readings, cohort=Cohort)
def readings(request, cohort):
    """What waits to be read again in this cohort: all of it for the evaluator, one's own for a referent."""
    waiting = []
    for kind in (Effect, Limit):
        found = kind.objects.visible_to(request.user).filter(
            participation__cohort=cohort, state__in=(FindingState.PROPOSED, FindingState.ACCEPTED)
        )
        found = found.select_related("participation__territory", "participation__scope").in_reading_order()
        waiting += [row(request.user, finding) for finding in found]
    mine = [one for one in waiting if one.moves]
    context = {
        "cohort": cohort,
        "proposed": [one for one in mine if one.finding.state == FindingState.PROPOSED],
        "accepted": [one for one in mine if one.finding.state == FindingState.ACCEPTED],
    }
    return render_page(request, "evaluation/readings.html", context)
