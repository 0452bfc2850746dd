"""Who may lead a cohort, and who may know who sits in its delegations."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

READ_DELEGATION = (
    *LEADS, Role.EMBEDDED_EVALUATOR, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR,
    Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE,
    Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY,
)  # fmt: skip


@permission
def edit_cohort(person, cohort):
    """Its lead, its pivot ally (R515) and the association's team; nobody once it is archived."""
    if not (holds(person, *LEADS, within=cohort.scope) or holds(person, *STAFF)):
        raise Denied(_("Cette cohorte est tenue par qui la conduit et par son allié pivot. Écrivez-leur."))
    if cohort.state == CohortState.ARCHIVED:
        raise Denied(_("La cohorte est archivée : elle se lit, elle ne change plus."))


@permission
def edit_part(person, part):
    """A partner, a phase, an ambition, a territory: with the cohort it belongs to."""
    edit_cohort(person, part.cohort)


@permission
def read_delegation(person, participation):
    """Those who live or lead the path; the institution and the funder have counts, the media names by consent (A50)."""
    if not (holds(person, *READ_DELEGATION, within=participation.scope) or holds(person, *STAFF)):
        raise Denied(_("La liste de la délégation est ouverte à celles et ceux qui font le chemin avec elle."))
