"""The need, its days, where the mission stands, and what already works in the territory."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.missions import candidates, gauges
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.enums import MISSION, ConventionState, MissionState
from fabrique.accompaniment.missions.models import Convention, Mission, Tool
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core import audit
from fabrique.core.ledger import book
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

EIGHT_DAYS = 32
BEFORE = (MissionState.DESCRIBED, MissionState.LISTED, MissionState.CHOSEN)


def check(participation: Participation, values: dict[str, Any], pk: int = 0) -> None:
    project, starts_on, ends_on = values["project"], values["starts_on"], values["ends_on"]
    if project and project.participation_id != participation.pk:
        raise Denied(_("Ce projet est d’un autre territoire."))
    if starts_on and ends_on and ends_on < starts_on:
        raise Denied(_("La fin vient avant le début : reprenez les dates."))
    if participation.missions.filter(title=values["title"]).exclude(pk=pk).exists():
        raise Denied(_("Une mission de ce territoire porte déjà ce titre."))


@transaction.atomic
def describe_need(
    *, participation: Participation, title: str, need: str, by: Person, project: PilotProject | None = None,
    skills: str = "", starts_on: date | None = None, ends_on: date | None = None, planned_quarters: int | None = None,
    travel_counted: bool = False,
) -> Mission:  # fmt: skip
    """The days of the territory are set aside at once: those the cohort says, eight when it says nothing (R447)."""
    may.describe_need(by, participation)
    cohort = held(participation.cohort)
    values = {"title": title, "need": need, "project": project, "skills": skills, "starts_on": starts_on,
              "ends_on": ends_on, "travel_counted": travel_counted}  # fmt: skip
    check(participation, values)
    planned = planned_quarters or cohort.support_quarter_days or EIGHT_DAYS
    mission = Mission.objects.create(participation=participation, planned_quarters=planned, described_by=by, **values)
    grant(mission, planned, by, "granted")
    audit.record(by, "mission-described", mission, quarters=planned)
    return mission


def grant(mission: Mission, quarters: int, by: Person, key: str) -> None:
    book.transfer(f"{mission.code}.{key}", {gauges.source(): -quarters, gauges.pool(mission): quarters}, by=by)


@transaction.atomic
def edit_mission(
    *, mission: Mission, title: str, need: str, seen: int, by: Person, project: PilotProject | None = None,
    skills: str = "", starts_on: date | None = None, ends_on: date | None = None, planned_quarters: int | None = None,
    travel_counted: bool = False,
) -> Mission:  # fmt: skip
    """Once an ally works in it, its days change by amendment only."""
    may.edit_mission(by, mission)
    held(mission.participation.cohort)
    planned = planned_quarters or mission.planned_quarters
    values = {"title": title, "need": need, "project": project, "skills": skills, "starts_on": starts_on,
              "ends_on": ends_on, "planned_quarters": planned, "travel_counted": travel_counted}  # fmt: skip
    check(mission.participation, values, mission.pk)
    days, counted = (getattr(mission, name) for name in ("planned_quarters", "travel_counted"))
    if mission.state not in BEFORE and (planned, travel_counted) != (days, counted):
        raise Denied(_("La convention est signée : les jours ne changent plus que par un avenant."))
    changed = mission.save_values(values, seen=seen)
    if planned != days:
        try:
            grant(mission, planned - days, by, f"granted-{mission.version}")
        except book.TooLow as refusal:
            raise Denied(_("Une convention a déjà pris ces jours.")) from refusal
    audit.record(by, "mission-edited", mission, fields=", ".join(changed))
    return mission


@transaction.atomic
def move_mission(*, mission: Mission, name: str, by: Person, reason: str = "") -> Mission:
    """The moves that a person makes; the others come with the act that carries them (choosing, signing, reading again)."""
    may.lead_mission(by, mission)
    if name not in ("list", "describe-again", "run", "close", "drop"):
        raise Denied(_("Cette étape vient avec un autre acte."))
    held(mission.participation.cohort)
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    MISSION.make(mission, name)
    values: dict[str, Any] = {"state": mission.state}
    if name == "list" and (refusal := candidates.reason_not_to_list(mission)):
        raise Denied(refusal)
    if name == "close":
        nothing_waits(mission)
    if name == "drop":
        if not reason.strip():
            raise Denied(_("Dites en une phrase pourquoi la mission est abandonnée."))
        if Convention.objects.filter(engagement__mission=mission).exclude(state=ConventionState.TERMINATED).exists():
            raise Denied(_("Une convention est en cours : rompez-la d’abord."))
        values["dropped_because"] = reason.strip()
    mission.save_values(values, seen=mission.version)
    audit.record(by, "mission-moved", mission, state=mission.state)
    return mission


def nothing_waits(mission: Mission) -> None:
    if mission.engagements.filter(days__state="declared").exists():
        raise Denied(_("Des jours attendent une réponse de la personne référente : elle y répond d’abord."))


@transaction.atomic
def add_tool(*, participation: Participation, name: str, what_for: str, by: Person, kept_by: str = "") -> Tool:
    may.keep_tools(by, participation)
    held(participation.cohort)
    if participation.working_tools.filter(name=name).exists():
        raise Denied(_("Cet outil est déjà dans la liste."))
    tool = Tool.objects.create(participation=participation, name=name, what_for=what_for, kept_by=kept_by)
    audit.record(by, "working-tool-added", tool, participation=participation.code)
    return tool


@transaction.atomic
def remove_tool(*, tool: Tool, by: Person) -> None:
    may.remove_tool(by, tool)
    audit.record(by, "working-tool-removed", tool, name=tool.name)
    tool.delete()
