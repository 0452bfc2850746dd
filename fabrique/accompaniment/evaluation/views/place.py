"""The page where a delegation works: its project, what changed, what resists, what each says of it."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.evaluation import actions, forms
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.answers import Answer, answers_to, where_to_decide
from fabrique.accompaniment.evaluation.enums import VIEWPOINT, FindingState, ViewpointOf, ViewpointState
from fabrique.accompaniment.evaluation.models import Effect, EffectLink, Finding, FollowUp, Limit, Viewpoint
from fabrique.accompaniment.pilots import permissions as pilots
from fabrique.core.http import guarded, render_page
from fabrique.core.states import Button
from fabrique.ground.people.models import RoleGrant


@dataclass(frozen=True)
class Row:
    """A finding as this person finds it: what they may press, and why not otherwise."""

    finding: Finding
    moves: list[Button]
    may_edit: bool
    may_answer: bool
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class Voice:
    of: ViewpointOf
    viewpoint: Viewpoint | None
    may_ask: bool
    may_express: bool
    may_give_up: bool


def row(person, finding) -> Row:
    reads = may.read_again.allows(person, finding)
    moves = actions.table(finding).buttons(finding, lambda name: actions.reason_not_to_move(finding, name, person))
    answers = isinstance(finding, Limit) and finding.state != FindingState.PROPOSED
    return Row(
        finding,
        moves if reads else [],
        may.edit_finding.allows(person, finding),
        answers and may.answer_limit.allows(person, finding),
    )


def rows(person, kind, participation, *related) -> list[Row]:
    found = kind.objects.visible_to(person).filter(participation=participation).select_related(*related)
    place = {"participation": participation}
    return [row(person, with_place(finding, **place)) for finding in found.in_reading_order()]


def with_answers(person, found: list[Row]) -> list[Row]:
    told = answers_to(person, [row.finding for row in found])
    return [replace(row, answers=told.get(row.finding.pk, [])) for row in found]


def with_place(finding, participation):
    """The place is known already: its scope is asked for by each rule."""
    finding.participation = participation
    return finding


def voices(person, participation) -> list[Voice]:
    written = {
        viewpoint.of: with_place(viewpoint, participation)
        for viewpoint in Viewpoint.objects.visible_to(person).filter(participation=participation)
        .select_related("organisation")
    }  # fmt: skip
    asks = may.ask_viewpoint.allows(person, participation)
    return [voice(person, of, written.get(of), asks) for of in ViewpointOf]


def voice(person, of, viewpoint, asks) -> Voice:
    if viewpoint is None:
        return Voice(of, None, asks, may_express=False, may_give_up=False)
    open_moves = VIEWPOINT.open_to(viewpoint)
    express = may.express_viewpoint.allows(person, viewpoint)
    return Voice(of, viewpoint, asks and "ask" in open_moves, express, asks and "give-up" in open_moves)


@require_safe
@guarded(read_delegation, cohort=Cohort, participation=Participation)
def place(request, cohort, participation):
    person = request.user
    effects = rows(person, Effect, participation, "frame", "family", "proposed_by")
    limits = with_answers(person, rows(person, Limit, participation, "theme", "proposed_by"))
    projects = participation.projects.prefetch_related("objectives", "supports__organisation")
    context = {
        "cohort": cohort,
        "participation": participation,
        "situation": situation(effects, limits, voices_here := voices(person, participation)),
        "projects": projects,
        "may_write": pilots.write_project.allows(person, participation),
        "why_not_write": pilots.write_project.reason(person, participation),
        "may_work": any(pilots.read_project.allows(person, project) for project in projects),
        "may_choose": any(pilots.choose_ally.allows(person, project) for project in projects),
        "effects": effects,
        "limits": limits,
        "voices": voices_here,
        "follow_ups": FollowUp.objects.visible_to(person).filter(participation=participation),
        "snowball": EffectLink.objects.visible_to(person).filter(cause__participation=participation).exists(),
        "decides": where_to_decide(person, cohort),
        "propose": may.propose.allows(person, participation),
        "why_not_propose": may.propose.reason(person, participation),
        "effect_form": forms.ProposeEffectForm(auto_id="effet-%s"),
        "limit_form": forms.ProposeLimitForm(auto_id="limite-%s"),
        "delegation": RoleGrant.objects.active()
        .filter(scope=participation.scope)
        .select_related("person")
        .order_by("starts_on", "pk"),
    }
    return render_page(request, "evaluation/place.html", context)


def situation(effects, limits, voices_here) -> str:
    """The heading says what waits here, not the name of the page."""
    waiting = sum(row.finding.state == FindingState.PROPOSED for row in effects + limits)
    if waiting:
        return ngettext("Un texte attend d’être relu", "%(n)d textes attendent d’être relus", waiting) % {"n": waiting}
    asked = sum(bool(v.viewpoint and v.viewpoint.state == ViewpointState.ASKED) for v in voices_here)
    if asked:
        return ngettext("Une voix manque encore", "%(n)d voix manquent encore", asked) % {"n": asked}
    return _("Qu’est-ce qui a changé ici ?")
