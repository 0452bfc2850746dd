"""When an ally and a territory part, or read their mission again (R453, R454)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.actions.conventions import give_back
from fabrique.accompaniment.missions.enums import CHANGE, CONVENTION, MISSION, OVER, ConventionState, MissionState, Side
from fabrique.accompaniment.missions.models import Appraisal, Change, Engagement, Mission
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

LEFT_OFF = (ConventionState.DRAFT, ConventionState.AGREED, ConventionState.SIGNED, ConventionState.RUNNING)


@transaction.atomic
def ask_change(*, engagement: Engagement, reason: str, by: Person) -> Change:
    """Nothing stops meanwhile: whoever leads the cohort holds a mediation first."""
    may.ask_change(by, engagement)
    held(engagement.mission.participation.cohort)
    if engagement.left_on or engagement.mission.state in OVER:
        raise Denied(_("Cet allié ne travaille plus dans la mission."))
    if engagement.changes.filter(state="asked").exists():
        raise Denied(_("Une médiation est déjà demandée."))
    side = may.side_of(by, engagement) or Side.TERRITORY
    change = Change.objects.create(engagement=engagement, side=side, reason=reason, asked_by=by)
    audit.record(by, "change-asked", engagement.mission, side=side)
    return change


@transaction.atomic
def settle_change(*, change: Change, name: str, met_on: date, agreed: str, by: Person) -> Change:
    """After the mediation. The ally leaves: days not used go back to the territory, days declared stay to be answered."""
    may.mediate(by, change)
    if met_on > timezone.localdate():
        raise Denied(_("Cette date est à venir : notez ce qui a déjà eu lieu."))
    if not agreed.strip():
        raise Denied(_("Écrivez ce qui a été convenu."))
    change = Change.objects.select_for_update().get(pk=change.pk)
    CHANGE.make(change, name)
    change.met_on, change.agreed, change.settled_at, change.settled_by = met_on, agreed.strip(), timezone.now(), by
    change.save(update_fields=["state", "met_on", "agreed", "settled_at", "settled_by"])
    if name == "leave":
        leave(change.engagement, agreed.strip(), by)
    audit.record(by, "change-settled", change.engagement.mission, state=change.state)
    return change


def leave(engagement: Engagement, why: str, by: Person) -> None:
    for convention in engagement.conventions.select_for_update().filter(state__in=LEFT_OFF):
        CONVENTION.make(convention, "terminate")
        convention.save_values({"state": convention.state, "ended_because": why[:300]}, seen=convention.version)
    give_back(engagement, by)
    values = {"left_on": timezone.localdate(), "left_because": why[:300]}
    engagement.save_values(values, seen=engagement.version)


@transaction.atomic
def appraise(*, mission: Mission, useful: str, by: Person, lacking: str = "") -> Appraisal:
    """Each side once; with the second, the mission is read again by both."""
    may.appraise(by, mission)
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    if mission.state != MissionState.CLOSED:
        raise Denied(_("La mission se relit une fois close."))
    sides = {may.side_of(by, engagement) for engagement in mission.engagements.all()} - {None}
    side = Side.TERRITORY if Side.TERRITORY in sides else Side.ALLY
    if mission.appraisals.filter(side=side).exists():
        raise Denied(_("Votre côté a déjà relu cette mission."))
    appraisal = Appraisal.objects.create(mission=mission, side=side, useful=useful, lacking=lacking, written_by=by)
    audit.record(by, "mission-appraised", mission, side=side)
    if mission.appraisals.count() == len(Side):
        MISSION.make(mission, "appraise")
        mission.save_values({"state": mission.state}, seen=mission.version)
    return appraisal
