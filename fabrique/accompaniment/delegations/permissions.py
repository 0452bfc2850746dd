"""Who may compose a delegation, and who may only know how many seats are held (A50, row « Delegation list »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION, edit_cohort
from fabrique.accompaniment.delegations.models import Assistance
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

OF_DELEGATION = (Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)
COUNTED_FOR = (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)


@permission
def see_counts(person, cohort):
    """Seats held and missing, without a name: those who follow the whole cohort, the institution and the funder."""
    if not (holds(person, *READ_DELEGATION, *COUNTED_FOR, within=cohort.scope) or holds(person, *STAFF)):
        raise Denied(_("L’état des délégations est ouvert à celles et ceux qui suivent la cohorte."))


def assists(person, participation) -> bool:
    """Whether the referent lent the right to compose; it falls with the role held in the delegation (R305)."""
    return holds(person, *OF_DELEGATION, within=participation.scope) and (
        Assistance.objects.active().filter(participation=participation, person=person).exists()
    )


@permission
def ask_for_help(person, participation):
    """Whoever holds a place in it."""
    if not holds(person, Role.DELEGATION_REFERENT, *OF_DELEGATION, within=participation.scope):
        raise Denied(_("L’aide se demande au nom de sa délégation : il faut y tenir un rôle."))


@permission
def edit_delegation(person, participation):
    """Its referent (R313) or the assistant of the referent (R305), or whoever conducts the cohort."""
    if not (
        holds(person, Role.DELEGATION_REFERENT, *LEADS, within=participation.scope) or assists(person, participation)
    ):
        raise Denied(_("La délégation est composée par sa personne référente, avec qui conduit la cohorte."))
    if participation.left_on or participation.cohort.state == CohortState.ARCHIVED:
        raise Denied(_("Ce parcours est fini : la délégation se lit, elle ne change plus."))


@permission
def edit_delegation_part(person, part):
    """A seat, an invitation: with the delegation it belongs to."""
    edit_delegation(person, part.participation)


@permission
def name_referent(person, participation):
    """One animates at a time (R305): whoever conducts the cohort names them, or the administration."""
    if holds(person, Role.PLATFORM_ADMINISTRATOR):
        return
    if not holds(person, *LEADS, within=participation.scope):
        raise Denied(_("La personne référente est nommée par qui conduit la cohorte."))
    edit_delegation(person, participation)


@permission
def set_needs(person, cohort):
    """Which seats a delegation of this cohort has."""
    edit_cohort(person, cohort)


@permission
def lend_right(person, participation):
    """The referent alone chooses who assists (R305)."""
    if not holds(person, Role.DELEGATION_REFERENT, within=participation.scope):
        raise Denied(_("La personne référente choisit qui l’aide."))
    edit_delegation(person, participation)


@permission
def end_assistance(person, participation):
    """The referent takes it back, the assistant gives it back, whoever conducts the cohort ends it."""
    if not assists(person, participation):
        edit_delegation(person, participation)
