from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.missions import actions, candidates, forms, gauges, papers
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.enums import AT_WORK, MISSION, OVER, ConventionState, MissionState
from fabrique.accompaniment.missions.models import Candidate, Change, Convention, Engagement, Mission, Tool
from fabrique.accompaniment.missions.views.pages import EDIT, settle
from fabrique.accompaniment.workspace.models import Period
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, edit_page, guarded, render_page

# those that are a plain button
PLAIN = ("list", "describe-again", "run", "close")


@require_safe
@guarded(may.read_totals, cohort=Cohort)
def totals(request, cohort):
    """A line a territory: days, never who did what; a link for those who may go in."""
    rows = list(
        Mission.objects.filter(participation__cohort=cohort).exclude(state=MissionState.DROPPED)
        .select_related("participation__territory", "participation__cohort").order_by("participation__territory__folded", "pk")
    )  # fmt: skip
    found = gauges.of_missions(rows)
    opened = set(Mission.objects.visible_to(request.user).filter(pk__in=found).values_list("pk", flat=True))
    lines = [{"mission": row, "gauge": found[row.pk], "opened": row.pk in opened} for row in rows]
    total = sum(found.values(), gauges.Gauge())
    paid = Convention.objects.backed_by(request.user).filter(engagement__mission__participation__cohort=cohort)
    paid = paid.select_related(
        "engagement__organisation",
        "engagement__mission__participation__territory",
        "engagement__mission__participation__cohort",
    )
    context = {
        "cohort": cohort,
        "lines": lines,
        "total": total,
        "paid": paid.order_by("pk"),
        "sets_rates": may.set_rates.allows(request.user),
    }
    return render_page(request, "missions/totals.html", context)


@require_safe
@guarded(may.see_missions, cohort=Cohort, participation=Participation)
def home(request, cohort, participation):
    person = request.user
    rows = list(Mission.objects.visible_to(person).filter(participation=participation).order_by("-described_at", "-pk"))
    for row in rows:
        row.participation = participation
    found = gauges.of_missions(rows)
    more = {
        "lines": [{"mission": row, "gauge": found[row.pk]} for row in rows],
        "tools": Tool.objects.filter(participation=participation) if rows or may.keep_tools.allows(person, participation) else [],
        "may_describe": may.describe_need.allows(person, participation),
        "may_keep_tools": may.keep_tools.allows(person, participation),
    }  # fmt: skip
    return render_page(request, "missions/home.html", context_of(request, cohort, participation, "allies", **more))


@require_http_methods(EDIT)
@guarded(may.describe_need, cohort=Cohort, participation=Participation)
def new(request, cohort, participation):
    form = forms.NeedForm(request.POST or None).offer(participation)
    facts = {"participation": participation, "by": request.user}
    if request.method == "POST" and (made := form.send(actions.describe_need, **facts)):
        messages.success(request, _("Le besoin est décrit. Qui conduit la cohorte présente maintenant des alliés."))
        return redirect(made)
    back = reverse("missions:allies", args=[cohort.code, participation.code])
    return edit_page(
        request, form, title=_("De quel allié le territoire a-t-il besoin ?"), verb=_("Décrire ce besoin"), back=back,
        crumbs=[(cohort.name, cohort.get_absolute_url()), (participation.territory.name, participation.get_absolute_url())],
    )  # fmt: skip


@require_safe
@guarded(may.read_mission, cohort=Cohort, mission=Mission)
def mission(request, cohort, mission):
    person = request.user
    shown = list(
        Candidate.objects.visible_to(person).filter(mission=mission).select_related("organisation", "settled_by")
    )
    for row in shown:
        row.mission = mission
    leads = may.lead_mission.allows(person, mission)
    context = {
        "cohort": cohort, "mission": mission, "place": mission.participation, "gauge": gauges.of_missions([mission])[mission.pk],
        "candidates": shown, "may_list": may.list_candidates.allows(person, mission) and mission.state == MissionState.DESCRIBED,
        "waiting": candidates.not_answered(mission) if leads and mission.state == MissionState.DESCRIBED else [],
        "may_choose": bool(shown) and mission.state == MissionState.LISTED and may.choose_ally.allows(person, shown[0]),
        "allies": allies(person, mission), "mediations": mediations(person, mission), "leads": leads, "over": mission.state in OVER,
        "sees_missions": may.see_missions.allows(person, mission.participation),
        "moves": [move for move in MISSION.buttons(mission, lambda name: refusal(mission, name)) if move.name in PLAIN] if leads else [],
        "may_drop": leads and "drop" in MISSION.open_to(mission),
        "may_edit": may.edit_mission.allows(person, mission) and mission.state not in OVER,
        "reads_days": may.read_days.allows(person, mission), "appraisals": mission.appraisals.all(),
        "may_appraise": mission.state == MissionState.CLOSED and may.appraise.allows(person, mission),
        "may_add": leads and mission.state in (MissionState.CHOSEN, *AT_WORK), "busy": busy(mission),
    }  # fmt: skip
    return render_page(request, "missions/mission.html", context)


def refusal(mission, name: str) -> str:
    return candidates.reason_not_to_list(mission) if name == "list" else ""


def allies(person, mission) -> list[dict]:
    """Each with its convention, when this person reads it, and what they may do of it."""
    rows = list(Engagement.objects.filter(mission=mission).select_related("organisation", "person").order_by("left_on", "part", "pk"))  # fmt: skip
    each = gauges.of_engagements(rows)
    conventions = Convention.objects.visible_to(person).filter(engagement__in=rows).order_by("pk")
    found = {row.engagement_id: row for row in conventions}
    for row in rows:
        row.mission = mission
    return [
        {
            "engagement": row, "convention": found.get(row.pk), "gauge": each[row.pk],
            "drafts": free(found.get(row.pk)) and not row.left_on and mission.state in (MissionState.CHOSEN, *AT_WORK) and may.draft_convention.allows(person, row),
            "declares": mission.state in AT_WORK and may.declare_day.allows(person, row),
            "may_ask": not row.left_on and mission.state not in OVER and may.ask_change.allows(person, row),
        }
        for row in rows
    ]  # fmt: skip


def free(convention) -> bool:
    """Another may be written once the last one ended."""
    return convention is None or convention.state in (ConventionState.CLOSED, ConventionState.TERMINATED)


def mediations(person, mission) -> list[tuple]:
    rows = (
        Change.objects.visible_to(person).filter(engagement__mission=mission).select_related("engagement__organisation")
    )
    return [(row, row.state == "asked" and may.mediate.allows(person, row)) for row in rows]


def busy(mission):
    """R451: what weighs on the territory from now to the end of the mission."""
    today = timezone.localdate()
    end = mission.ends_on or today.replace(month=12, day=31)
    return Period.objects.busy(mission.participation.territory, max(mission.starts_on or today, today), max(end, today))


@require_http_methods(EDIT)
@guarded(may.edit_mission, cohort=Cohort, mission=Mission)
def edit(request, cohort, mission):
    initial = {"project": mission.project.code if mission.project else None}
    form = forms.MissionForm(request.POST or None, instance=mission, initial=initial).offer(mission.participation)
    return settle(request, mission, form, actions.edit_mission, mission=mission, title=mission.title,
                  verb=_("Enregistrer cette mission"), done=_("La mission est à jour."))  # fmt: skip


@require_POST
@guarded(may.lead_mission, cohort=Cohort, mission=Mission)
def move(request, cohort, mission):
    attempt(request, actions.move_mission, mission=mission, name=request.POST.get("move", ""), done=_("C’est noté."))
    return redirect(mission)


@require_http_methods(EDIT)
@guarded(may.lead_mission, cohort=Cohort, mission=Mission)
def drop(request, cohort, mission):
    return settle(request, mission, forms.ReasonForm(request.POST or None), actions.move_mission, mission=mission, name="drop",
                  title=_("Pourquoi abandonner cette mission ?"), verb=_("Abandonner cette mission"),
                  done=_("La mission est abandonnée, avec sa raison."))  # fmt: skip


@require_safe
@guarded(may.read_mission, cohort=Cohort, mission=Mission)
def context_file(request, cohort, mission, format_name):
    return document_response(f"contexte-{mission.code}", lambda: papers.context(mission, get_language()), format_name)


@require_http_methods(EDIT)
@guarded(may.keep_tools, cohort=Cohort, participation=Participation)
def add_tool(request, cohort, participation):
    form = forms.AddToolForm(request.POST or None)
    back = reverse("missions:allies", args=[cohort.code, participation.code])
    if request.method == "POST" and form.send(actions.add_tool, participation=participation, by=request.user):
        messages.success(request, _("C’est noté : les allié·es le liront avant leur premier jour."))
        return redirect(back)
    return edit_page(
        request, form, title=_("Qu’est-ce qui marche déjà chez vous ?"), verb=_("Ajouter à la liste"), back=back,
        lede=_("Ce qui vit déjà ne se refait pas : l’allié s’appuie dessus."),
        crumbs=[(cohort.name, cohort.get_absolute_url()), (participation.territory.name, participation.get_absolute_url())],
    )  # fmt: skip


@require_POST
@guarded(may.remove_tool, cohort=Cohort, participation=Participation, tool=Tool)
def remove_tool(request, cohort, participation, tool):
    attempt(request, actions.remove_tool, tool=tool, done=_("L’outil est retiré de la liste."))
    return redirect("missions:allies", cohort.code, participation.code)
