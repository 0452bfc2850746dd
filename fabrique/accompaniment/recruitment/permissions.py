"""Who may follow, write and decide a candidacy (A50, row « Candidacy, waivers »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.recruitment.models import READERS, TEAM
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

ALLIES = (Role.ALLY_PERSON, Role.ALLY_REPRESENTATIVE, Role.QUALIFIED_ALLY)
LOOKING = (CohortState.DESIGN, CohortState.CALL, CohortState.RECRUITMENT)


@permission
def see_recruitment(person, cohort):
    """Who conducts the cohort, its evaluator, the institution and the funder."""
    if not (holds(person, *LEADS, *READERS, within=cohort.scope) or holds(person, *STAFF)):
        raise Denied(_("Le recrutement est suivi par qui conduit, évalue ou soutient la cohorte."))


@permission
def decide(person, candidacy):
    """Lead it from state to state, say whether a condition is met, waive it: whoever conducts the cohort."""
    edit_cohort(person, candidacy.cohort)


@permission
def set_condition(person, candidacy, _prerequisite):
    decide(person, candidacy)


@permission
def edit_recruitment_part(person, part):
    """An event, a prerequisite: with the cohort it belongs to."""
    edit_cohort(person, part.cohort)


@permission
def read_candidacy(person, candidacy):
    """As seen: who conducts, who evaluates or funds, the territory's team; an ally the lead it brought."""
    own = person.is_authenticated and candidacy.proposed_by_id == person.pk
    if not (own or holds(person, *TEAM, within=candidacy.scope) or see_recruitment.allows(person, candidacy.cohort)):
        raise Denied(_("Cette candidature se lit entre le territoire et qui conduit la cohorte."))


@permission
def write_candidacy(person, candidacy):
    """The territory's own team, together, and whoever conducts the cohort."""
    if decide.allows(person, candidacy):
        return
    if not holds(person, *TEAM, within=candidacy.scope):
        raise Denied(_("La candidature est écrite par l’équipe du territoire et par qui conduit la cohorte."))
    if candidacy.cohort.state == CohortState.ARCHIVED:
        raise Denied(_("La cohorte est archivée : elle se lit, elle ne change plus."))


@permission
def sign_commitment(person, candidacy):
    """On screen, the number one alone: nobody signs for another."""
    if not holds(person, Role.NUMBER_ONE, within=candidacy.scope):
        raise Denied(_("Seule la personne à la tête de l’exécutif signe cet engagement."))


@permission
def end_commitment(person, candidacy):
    """The referent, or whoever conducts the cohort, when the number one changes."""
    if not holds(person, Role.DELEGATION_REFERENT, within=candidacy.scope):
        decide(person, candidacy)


@permission
def agree_for_territory(person, candidacy):
    if not holds(person, Role.NUMBER_ONE, Role.DELEGATION_REFERENT, within=candidacy.scope):
        raise Denied(_("Pour le territoire, c’est la personne référente ou la tête de l’exécutif qui s’accorde."))


@permission
def agree_on_sheet(person, candidacy):
    """Either side."""
    if not agree_for_territory.allows(person, candidacy):
        decide(person, candidacy)


@permission
def propose_lead(person, cohort):
    """An ally, while the cohort is looking for territories (R287)."""
    if not holds(person, *ALLIES):
        raise Denied(_("Les alliés proposent des territoires. Écrivez à qui conduit la cohorte."))
    if cohort.state not in LOOKING:
        raise Denied(_("Cette cohorte est déjà réunie : elle ne cherche plus de territoires."))
