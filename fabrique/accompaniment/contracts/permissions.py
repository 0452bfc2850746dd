"""Who keeps contracts, who reads their inside, who may take the annex of a project."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.contracts.models import BACKERS, ON_COHORT, SIGNATORIES, Contract
from fabrique.accompaniment.institutions.models import cohorts_of
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

KEEPERS = (*LEADS, Role.DELEGATION_REFERENT)


@permission
def open_contract(person, cohort):
    """Whoever leads the cohort; a referent, for the territory they speak for."""
    if person.is_authenticated and cohort.scope_id in cohorts_of(person, (Role.DELEGATION_REFERENT,)):
        return
    edit_cohort(person, cohort)


@permission
def keep_contract(person, contract):
    """Whoever leads the cohort, and the referents of the territories that sign it."""
    if edit_cohort.allows(person, contract.cohort):
        return
    mine = person.scopes_as(Role.DELEGATION_REFERENT) if person.is_authenticated else ()
    if not (mine and contract.participations.filter(scope__in=mine).exists()):
        raise Denied(_("Ce contrat est tenu par qui conduit la cohorte et par les territoires qui le signent."))


@permission
def keep_line(person, line):
    keep_contract(person, line.contract)


@permission
def keep_exchange(person, exchange):
    keep_contract(person, exchange.contract)


@permission
def read_inside(person, contract):
    """Amounts and dialogue: of one’s cohort for those who lead or evaluate it, of one’s territory or organisation for the others."""
    if not Contract.objects.open_to(person).filter(pk=contract.pk).exists():
        raise Denied(_("Les montants et les échanges sont lus par qui signe, conduit ou finance."))


@permission
def take_annex(person, project):
    """R548: those who could join it to a contract, for their own territory or for the cohort they lead, host or fund."""
    place = project.participation
    if not (holds(person, *SIGNATORIES, *ON_COHORT, *BACKERS, within=place.scope) or holds(person, *STAFF)):
        raise Denied(_("Cette annexe se prend par le territoire, par qui conduit la cohorte ou par l’institution."))
