"""One effect whole: what shows it, what it led to; and the snowball of a territory."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.evaluation import actions, forms
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect, EffectLink, Evidence
from fabrique.accompaniment.evaluation.snowball import draw, linked
from fabrique.accompaniment.evaluation.views.findings import PLACE
from fabrique.accompaniment.evaluation.views.place import row
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone


def address(cohort, participation, effect):
    return reverse("evaluation:effect", args=[cohort.code, participation.code, effect.code])


def page(request, cohort, participation, effect, *, evidence_form=None, tie_form=None):
    person = request.user
    links = EffectLink.objects.visible_to(person).select_related("cause", "outcome")
    ties = may.tie_effects.allows(person, effect) and effect.state != FindingState.SET_ASIDE
    tie_form = tie_form or forms.TieForm(effect=effect, person=person)
    context = {
        "cohort": cohort,
        "participation": participation,
        "effect": effect,
        "row": row(person, effect),
        "facts": facts(effect),
        "evidence": Evidence.objects.visible_to(person).filter(effect=effect),
        "may_edit": may.edit_finding.allows(person, effect),
        "before": links.filter(outcome=effect).order_by("cause__order", "pk"),
        "after": links.filter(cause=effect).order_by("outcome__order", "pk"),
        "may_tie": ties,
        "has_others": ties and tie_form.fields["outcome"].queryset.exists(),
        "evidence_form": evidence_form or forms.AddEvidenceForm(auto_id="preuve-%s"),
        "tie_form": tie_form,
    }
    return render_page(request, "evaluation/effect.html", context)


def facts(effect) -> list[tuple[str, str]]:
    """What was made precise; what was not is not asked again."""
    cause = ", ".join(filter(None, (effect.get_cause_display(), effect.cause_words)))
    told = [
        (_("Où cela se voit"), effect.frame.label), (_("Famille d’effets"), effect.family.label if effect.family else ""),
        (_("Le fondamental qu’il éclaire"), effect.fundamental.label if effect.fundamental else ""),
        (_("Ce qui l’a déclenché"), cause), (_("Pour qui"), effect.get_ring_display()),
        (_("Jusqu’où cela s’est inscrit"), effect.get_level_display()), (_("L’attendiez-vous"), effect.get_expected_display()),
        (_("À quel point"), effect.get_strength_display()), (_("Comment le sait-on"), effect.get_confidence_display()),
        (_("Qui l’apporte"), effect.get_voice_display()),
    ]  # fmt: skip
    return [(label, value) for label, value in told if value]


@require_safe
@guarded(may.read_effect, **PLACE, effect=Effect)
def effect_page(request, cohort, participation, effect):
    return page(request, cohort, participation, effect)


@require_POST
@guarded(may.edit_finding, **PLACE, effect=Effect)
def add_evidence(request, cohort, participation, effect):
    form = forms.AddEvidenceForm(request.POST, auto_id="preuve-%s")
    if form.send(actions.add_evidence, effect=effect, by=request.user):
        messages.success(request, _("La preuve est là. Elle reste entre celles et ceux qui font le chemin."))
        return redirect(address(cohort, participation, effect))
    return page(request, cohort, participation, effect, evidence_form=form)


@require_POST
@guarded(may.edit_evidence, **PLACE, effect=Effect, evidence=Evidence)
def remove_evidence(request, cohort, participation, effect, evidence):
    actions.remove_evidence(evidence=evidence, by=request.user)
    messages.success(request, _("La preuve est retirée."))
    return redirect(address(cohort, participation, effect))


@require_POST
@guarded(may.tie_effects, **PLACE, cause=Effect)
def tie(request, cohort, participation, cause):
    form = forms.TieForm(request.POST, effect=cause, person=request.user)
    if form.send(actions.tie, cause=cause, by=request.user):
        messages.success(request, _("Les deux effets sont reliés."))
        return redirect(address(cohort, participation, cause))
    return page(request, cohort, participation, cause, tie_form=form)


@require_POST
@guarded(may.untie_effects, **PLACE, cause=Effect, link=EffectLink)
def untie(request, cohort, participation, cause, link):
    actions.untie(link=link, by=request.user)
    messages.success(request, _("Ces deux effets ne sont plus reliés."))
    return redirect(address(cohort, participation, cause))


@require_safe
@guarded(anyone, **PLACE)
def snowball(request, cohort, participation):
    """For all, with what each may read: a visitor sees published effects and the arrows between them."""
    effects, links, alone = linked(request.user, participation)
    works = read_delegation.allows(request.user, participation)
    context = {
        "cohort": cohort,
        "participation": participation,
        "picture": draw(effects, links, participation.territory.name) if links else None,
        "told": [(effect, [link.outcome for link in links if link.cause_id == effect.pk]) for effect in effects],
        "alone": alone,
        "works": works,
        "may_tie": any(may.tie_effects.allows(request.user, effect) for effect in [*effects, *alone][:1]),
    }
    return render_page(request, "evaluation/snowball.html", context)
