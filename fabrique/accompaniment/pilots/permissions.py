"""Who may write a pilot project and choose its ally."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


@permission
def write_project(person, participation):
    """The delegation's referent; the others read, the lead comments (A50)."""
    if not holds(person, Role.DELEGATION_REFERENT, within=participation.scope):
        raise Denied(_("Le projet est écrit par la personne référente de la délégation."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : son projet se lit, il ne change plus."))


@permission
def edit_project(person, project):
    write_project(person, project.participation)


@permission
def edit_project_part(person, part):
    edit_project(person, part.project)


@permission
def choose_ally(person, project):
    """The delegation's referent, or whoever leads the cohort (R420)."""
    if not write_project.allows(person, project.participation) and edit_cohort.reason(
        person, project.participation.cohort
    ):
        raise Denied(_("L’allié est choisi par la personne référente, ou par qui conduit la cohorte."))


@permission
def remove_ally(person, support):
    choose_ally(person, support.project)
