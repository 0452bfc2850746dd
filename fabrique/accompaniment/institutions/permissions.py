"""Who may follow what is agreed with the institution, and who has somebody to call there."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import STAFF
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions.enums import NoteState
from fabrique.accompaniment.institutions.models import CALLERS, cohorts_of
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.permissions import holds


@permission
def edit_sheet(person, sheet):
    """Whoever leads the cohort."""
    edit_cohort(person, sheet.cohort)


@permission
def edit_note(person, note):
    """Whoever leads the cohort, until it is handed: what was handed stays as it was read (R517)."""
    edit_cohort(person, note.cohort)
    if note.state != NoteState.DRAFT:
        raise Denied(_("Cette note est remise : elle se lit, elle ne change plus. Écrivez la version suivante."))


@permission
def follow_note(person, note):
    edit_cohort(person, note.cohort)


@permission
def see_contacts(person, cohort):
    """Those who walk or lead the path, and the institution itself (R524, D16)."""
    if not (holds(person, *STAFF) or (person.is_authenticated and cohort.scope_id in cohorts_of(person, CALLERS))):
        raise Denied(_("Ces contacts sont pour les personnes de la cohorte. Demandez un rôle à qui la conduit."))
