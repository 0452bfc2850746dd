"""Who may write a pilot project and its notes, comment on them, read them (A50, « Pilot notes »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, cohorts_as
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.pilots.enums import GIVEN, NoteState, ProjectKind
from fabrique.accompaniment.pilots.models import READERS
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

KEEPERS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE)
SUPPORTERS = (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)


def stays(participation) -> None:
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : son projet se lit, il ne change plus."))


@permission
def write_project(person, participation):
    """The delegation's referent; the others read, the lead comments (A50)."""
    if not holds(person, Role.DELEGATION_REFERENT, within=participation.scope):
        raise Denied(_("Le projet est écrit par la personne référente de la délégation."))
    stays(participation)


@permission
def edit_project(person, project):
    write_project(person, project.participation)


@permission
def edit_project_part(person, part):
    edit_project(person, part.project)


@permission
def read_project(person, project):
    """Its notes and what is kept with it; what everybody reads is on the territory's page."""
    if not (holds(person, *READERS, within=project.participation.scope) or holds(person, *STAFF)):
        raise Denied(_("Le travail sur ce projet est ouvert à celles et ceux qui font le chemin avec ce territoire."))


@permission
def read_told(person, project):
    """What its notes come to: those who read them, and the institution and the funder of the cohort (A50)."""
    if not holds(person, *SUPPORTERS, within=project.participation.cohort.scope):
        read_project(person, project)


@permission
def read_part(person, part):
    read_project(person, part.project)


@permission
def keep_project(person, project):
    """What its delegation keeps together: notes in writing, circle, dates, blockages."""
    if not holds(person, *KEEPERS, within=project.participation.scope):
        raise Denied(_("C’est la délégation qui écrit ici ; vous pouvez le lire."))
    stays(project.participation)


@permission
def keep_part(person, part):
    keep_project(person, part.project)


@permission
def lead_project(person, project):
    """Its referent, or whoever leads the cohort."""
    choose_ally(person, project)


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


@permission
def waive_note(person, project):
    """R425: in writing, by whoever leads the cohort; a totem project writes its three notes."""
    edit_cohort(person, project.participation.cohort)
    if project.kind != ProjectKind.MICRO:
        raise Denied(_("Seul un micro-projet peut se passer d’une note."))
    stays(project.participation)


@permission
def write_note(person, note):
    keep_project(person, note.project)
    if note.state != NoteState.DRAFT:
        raise Denied(_("Ce qui est remis ne change plus : commencez une nouvelle version."))


@permission
def submit_note(person, note):
    """The referent, in the name of the delegation."""
    edit_project(person, note.project)


@permission
def rewrite_note(person, note):
    keep_project(person, note.project)
    if note.state not in GIVEN:
        raise Denied(_("On reprend la dernière version remise."))


@permission
def comment_note(person, note):
    """A50 « C », and the delegation that answers. Nobody comments on a draft."""
    scope = note.project.participation.scope
    if not holds(person, *KEEPERS, *LEADS, Role.ACCOMPANYING_ALLY, within=scope):
        raise Denied(_("Une note est commentée par qui conduit la cohorte et par l’allié qui accompagne."))
    if note.state not in GIVEN:
        raise Denied(_("On commente une note remise, tant qu’elle n’est pas remplacée."))


@permission
def accept_note(person, note):
    """Said by whoever leads the cohort: it was read, it can be worked from."""
    if not holds(person, *LEADS, within=note.project.participation.scope):
        raise Denied(_("La note est acceptée par qui conduit la cohorte."))


@permission
def open_note(person, note):
    """A50, visitor « by decision »: the delegation's, said by its referent."""
    edit_project(person, note.project)


@permission
def keep_deliverable(person, deliverable):
    """The delegation, or the ally who hands it over."""
    list_deliverable(person, deliverable.project)


@permission
def list_deliverable(person, project):
    if not holds(person, *KEEPERS, Role.ACCOMPANYING_ALLY, within=project.participation.scope):
        raise Denied(_("La liste est tenue par la délégation et par l’allié qui l’accompagne."))
    stays(project.participation)


@permission
def read_synthesis(person, cohort):
    """Where the projects of a cohort stand: its people, the institution and the funder (A50 « synthesis »)."""
    if holds(person, *STAFF):
        return
    if not (person.is_authenticated and cohort.scope_id in cohorts_as(person, *READERS, *SUPPORTERS)):
        raise Denied(
            _("Cette page est ouverte à celles et ceux qui font ce parcours, à l’institution et aux financeurs.")
        )
