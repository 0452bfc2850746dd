"""From the short list to the allies at work (R441 to R445)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.missions import candidates
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.enums import MISSION, OVER, CandidateState, MissionState, Part
from fabrique.accompaniment.missions.models import Candidate, Engagement, Mission
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person


def describing(mission: Mission) -> Mission:
    """The mission as it stands, while its short list is still being made."""
    held(mission.participation.cohort)
    stored = Mission.objects.get(pk=mission.pk)
    if stored.state != MissionState.DESCRIBED:
        raise Denied(_("La liste est déjà présentée à la délégation : reprenez-la d’abord."))
    return stored


@transaction.atomic
def propose_candidate(
    *, mission: Mission, organisation: Organisation, by: Person, competence: str = "", evidence: str = "",
    available_quarters: int | None = None, distance_km: int | None = None, regional: bool = False, context: str = "",
    candidate: Candidate | None = None, seen: int = 0,
) -> Candidate:  # fmt: skip
    """Whether they made the diagnostic is read from its team, never typed."""
    may.list_candidates(by, mission)
    describing(mission)
    values = {"organisation": organisation, "competence": competence, "evidence": evidence,
              "available_quarters": available_quarters, "distance_km": distance_km, "regional": regional,
              "context": context,
              "also_diagnosed": candidates.of_the_diagnostic(mission.participation).filter(pk=organisation.pk).exists()}  # fmt: skip
    if mission.candidates.filter(organisation=organisation).exclude(pk=candidate.pk if candidate else 0).exists():
        raise Denied(_("Cet allié est déjà dans la liste."))
    if candidate is None:
        candidate = Candidate.objects.create(mission=mission, **values)
    else:
        candidate.save_values(values, seen=seen)
    audit.record(by, "candidate-set", mission, organisation=organisation.code)
    return candidate


@transaction.atomic
def pass_candidate(*, mission: Mission, organisation: Organisation, reason: str, by: Person) -> Candidate:
    """R441: the ally of the diagnostic is passed over with a reason, that the delegation reads."""
    may.list_candidates(by, mission)
    describing(mission)
    if not reason.strip():
        raise Denied(_("Dites pourquoi cet allié n’est pas proposé."))
    diagnosed = candidates.of_the_diagnostic(mission.participation).filter(pk=organisation.pk).exists()
    settled = {"state": CandidateState.PASSED, "reason": reason.strip(), "settled_at": timezone.now(), "settled_by": by}
    candidate, _new = Candidate.objects.update_or_create(
        mission=mission, organisation=organisation, defaults=settled | {"also_diagnosed": diagnosed}
    )
    audit.record(by, "candidate-passed", mission, organisation=organisation.code)
    return candidate


@transaction.atomic
def choose_ally(*, candidate: Candidate, reason: str, by: Person) -> Engagement:
    """R443: the delegation chooses, and says why; the others are told as not chosen, never as worse."""
    may.choose_ally(by, candidate)
    mission = candidate.mission
    held(mission.participation.cohort)
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    if not reason.strip():
        raise Denied(_("Dites en une phrase ce qui vous fait choisir cet allié."))
    MISSION.make(mission, "choose")
    settled = {"settled_at": timezone.now(), "settled_by": by}
    rows = mission.candidates.filter(state=CandidateState.PROPOSED)
    if not rows.filter(pk=candidate.pk).update(state=CandidateState.CHOSEN, reason=reason.strip(), **settled):
        raise Denied(_("Ce candidat n’est plus sur la liste."))
    rows.update(state=CandidateState.NOT_CHOSEN, **settled)
    engagement = Engagement.objects.create(mission=mission, organisation=candidate.organisation, part=Part.LEAD)
    mission.save_values({"state": mission.state}, seen=mission.version)
    audit.record(by, "mission-ally-chosen", mission, organisation=candidate.organisation.code)
    return engagement


@transaction.atomic
def add_complement(*, mission: Mission, organisation: Organisation, by: Person, person: Person | None = None) -> Engagement:  # fmt: skip
    """R445: another ally beside the one who holds the mission, or in the place of one who left."""
    may.lead_mission(by, mission)
    held(mission.participation.cohort)
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    if mission.state in (*OVER, MissionState.DESCRIBED, MissionState.LISTED):
        raise Denied(_("Un allié s’ajoute une fois le premier choisi, et avant la fin."))
    working = Engagement.objects.current().filter(mission=mission)
    if working.filter(organisation=organisation).exists():
        raise Denied(_("Cet allié travaille déjà dans la mission."))
    part = Part.COMPLEMENT if working.filter(part=Part.LEAD).exists() else Part.LEAD
    check_person(mission, person)
    engagement = Engagement.objects.create(mission=mission, organisation=organisation, part=part, person=person)
    audit.record(by, "mission-ally-added", mission, organisation=organisation.code, part=part)
    return engagement


def check_person(mission: Mission, person: Person | None) -> None:
    if person and not person.holds(Role.ACCOMPANYING_ALLY, within=mission.participation.scope):
        raise Denied(_("Donnez d’abord à cette personne le rôle d’allié·e accompagnant·e du territoire."))


@transaction.atomic
def name_person(*, engagement: Engagement, person: Person, seen: int, by: Person) -> Engagement:
    """Who signs and declares the days for the ally: somebody who holds the role in this delegation."""
    may.keep_engagement(by, engagement)
    check_person(engagement.mission, person)
    if engagement.left_on:
        raise Denied(_("Cet allié ne travaille plus dans la mission."))
    engagement.save_values({"person": person}, seen=seen)
    audit.record(by, "mission-person-named", engagement.mission, person=person.code)
    return engagement
