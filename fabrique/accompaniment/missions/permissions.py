"""Who lists, who chooses, who signs, who declares a day and who confirms it (A50)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions.models import ON_TERRITORY
from fabrique.accompaniment.missions.enums import Party, Side
from fabrique.accompaniment.missions.models import Convention, Engagement
from fabrique.accompaniment.missions.models.needs import ON_COHORT
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import animate, holds

TOTALS = (*ON_COHORT, *ON_TERRITORY, Role.ACCOMPANYING_ALLY, Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)


@permission
def read_totals(person, cohort):
    """Days planned and spent, a line a territory: those who live, lead, evaluate, host or fund the cohort."""
    inside = person.is_authenticated and any(
        grant.role in TOTALS and cohort.scope_id in (grant.scope_id, grant.scope.parent_id) for grant in person.grants
    )
    if not (inside or holds(person, *STAFF)):
        raise Denied(_("Les jours des allié·es sont suivis par qui vit, conduit, évalue ou finance la cohorte."))


@permission
def see_missions(person, participation):
    """The room of a delegation where its allies are chosen and their days counted."""
    roles = (*ON_COHORT, *ON_TERRITORY, Role.ACCOMPANYING_ALLY)
    if not (holds(person, *roles, within=participation.scope) or holds(person, *STAFF)):
        raise Denied(_("Les missions d’alliés se lisent par le territoire, ses allié·es et qui conduit la cohorte."))


@permission
def describe_need(person, participation):
    """The referent, or whoever leads the cohort; a territory that left asks nothing more."""
    if not holds(person, Role.DELEGATION_REFERENT, within=participation.scope) and edit_cohort.reason(person, participation.cohort):  # fmt: skip
        raise Denied(_("Le besoin est décrit par la personne référente, ou par qui conduit la cohorte."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : ses missions se lisent, elles ne changent plus."))


@permission
def edit_mission(person, mission):
    describe_need(person, mission.participation)


@permission
def list_candidates(person, mission):
    """The short list is made by the association, the lead or the pivot ally (Q31)."""
    edit_cohort(person, mission.participation.cohort)


@permission
def keep_candidate(person, candidate):
    list_candidates(person, candidate.mission)


@permission
def choose_ally(person, candidate):
    """The delegation chooses: its referent says so (R443)."""
    if not holds(person, Role.DELEGATION_REFERENT, within=candidate.mission.participation.scope):
        raise Denied(_("La délégation choisit son allié : sa personne référente le dit ici."))


@permission
def lead_mission(person, mission):
    """Who works in it, when it begins and ends: whoever leads the cohort."""
    edit_cohort(person, mission.participation.cohort)


@permission
def keep_engagement(person, engagement):
    lead_mission(person, engagement.mission)


@permission
def draft_convention(person, engagement):
    """The association writes conventions and follows them; whoever leads the cohort reads them (A50)."""
    if not holds(person, *STAFF):
        raise Denied(_("Les conventions sont écrites et suivies par l’équipe de l’association."))
    edit_cohort(person, engagement.mission.participation.cohort)


@permission
def keep_convention(person, convention):
    draft_convention(person, convention.engagement)


def is_ally_of(person, engagement) -> bool:
    """Its own person, while the engagement lasts and the role is held."""
    role = holds(person, Role.ACCOMPANYING_ALLY, within=engagement.mission.participation.scope)
    return role and engagement.person_id == person.pk and engagement.left_on is None


def party_of(person, convention) -> Party | None:
    """For whom this person signs."""
    engagement = convention.engagement
    if is_ally_of(person, engagement):
        return Party.ALLY
    if holds(person, Role.DELEGATION_REFERENT, Role.NUMBER_ONE, within=engagement.mission.participation.scope):
        return Party.TERRITORY
    return Party.ASSOCIATION if holds(person, Role.ASSOCIATION_EMPLOYEE) else None


@permission
def sign_convention(person, convention):
    if party_of(person, convention) is None:
        raise Denied(_("Signent : le territoire, l’allié et l’association."))


@permission
def sign_amendment(person, amendment):
    sign_convention(person, amendment.convention)


@permission
def declare_day(person, engagement):
    """The ally writes their own days, nobody in their place."""
    if not is_ally_of(person, engagement):
        raise Denied(_("Chaque allié·e déclare ses propres jours."))


@permission
def withdraw_day(person, day):
    declare_day(person, day.engagement)


@permission
def confirm_day(person, day):
    """The referent of the territory (A50), never for a day of one’s own."""
    if not holds(person, Role.DELEGATION_REFERENT, within=day.engagement.mission.participation.scope):
        raise Denied(_("Les jours sont confirmés par la personne référente du territoire."))
    if day.declared_by_id == person.pk:
        raise Denied(_("On ne confirme pas ses propres jours."))


def works_in(person, mission) -> bool:
    """As an ally of it, today or before."""
    return Engagement.objects.of(person).filter(mission=mission).exists()


def is_own(person, engagement) -> bool:
    return Engagement.objects.of(person).filter(pk=engagement.pk).exists()


@permission
def read_days(person, mission):
    roles = (*ON_COHORT, Role.DELEGATION_REFERENT, Role.NUMBER_ONE)
    near = holds(person, *roles, within=mission.participation.scope)
    if not (near or holds(person, *STAFF) or works_in(person, mission)):
        raise Denied(_("Le registre se lit par la personne référente, le n° 1, l’allié·e et qui conduit la cohorte."))


def side_of(person, engagement) -> Side | None:
    if is_ally_of(person, engagement):
        return Side.ALLY
    within = engagement.mission.participation.scope
    return Side.TERRITORY if holds(person, Role.DELEGATION_REFERENT, within=within) else None


@permission
def ask_change(person, engagement):
    """R453: the delegation, by its referent, or the ally."""
    if side_of(person, engagement) is None:
        raise Denied(_("Un changement d’allié est demandé par la délégation ou par l’allié."))


@permission
def mediate(person, change):
    """Whoever leads the cohort holds the mediation (R453)."""
    cohort = change.engagement.mission.participation.cohort
    if not holds(person, *LEADS, within=cohort.scope):
        raise Denied(_("La médiation est tenue par qui conduit la cohorte."))


@permission
def appraise(person, mission):
    """Each side: the referent, and the ally who holds the mission or came in complement."""
    if not any(side_of(person, engagement) for engagement in mission.engagements.all()):
        raise Denied(_("La mission est relue par la délégation et par l’allié."))


@permission
def keep_tools(person, participation):
    """R452: said by the territory."""
    if not holds(person, *ON_TERRITORY, within=participation.scope):
        raise Denied(_("Ce qui marche déjà est dit par le territoire."))


@permission
def remove_tool(person, tool):
    keep_tools(person, tool.participation)


@permission
def read_mission(person, mission):
    """The mission and the file an ally starts with (R567, D34): its territory, its allies, who leads or evaluates."""
    near = holds(person, *ON_COHORT, *ON_TERRITORY, within=mission.participation.scope)
    if not (near or holds(person, *STAFF) or works_in(person, mission)):
        raise Denied(_("Cette mission se lit par le territoire, ses allié·es et qui conduit la cohorte."))


@permission
def read_letter(person, engagement):
    read_mission(person, engagement.mission)


@permission
def read_convention(person, convention):
    """The association, whoever leads the cohort, the territory, the ally’s own, and whoever pays it, once signed (A50)."""
    near = holds(person, *LEADS, *ON_TERRITORY, within=convention.engagement.mission.participation.scope)
    if not (near or holds(person, *STAFF) or is_own(person, convention.engagement) or backs(person, convention)):
        raise Denied(_("La convention se lit par ses trois parties, par qui conduit la cohorte et, une fois signée, par qui la finance."))  # fmt: skip


def backs(person, convention) -> bool:
    return Convention.objects.backed_by(person).filter(pk=convention.pk).exists()


@permission
def set_rates(person):
    animate(person)
