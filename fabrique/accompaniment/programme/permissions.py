"""Who may prepare and document the sessions of a cohort, and what a delegation does in them."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.permissions import edit_cohort, read_delegation
from fabrique.accompaniment.delegations.permissions import see_counts
from fabrique.accompaniment.programme.models import TERRITORY, Minutes, who_came
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

KEEPERS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE)

# roles held in a delegation or in its diagnostic
WALKING = (*TERRITORY, Role.ACCOMPANYING_ALLY, Role.DIAGNOSTICIAN)


@permission
def edit_session(person, session):
    """Whoever leads its cohort."""
    edit_cohort(person, session.cohort)


@permission
def edit_document(person, document):
    edit_session(person, document.session)


@permission
def edit_sequence(person, sequence):
    edit_session(person, sequence.session)


@permission
def answer_prior_question(person, question):
    edit_session(person, question.session)


def alive(participation) -> None:
    if participation.left_on or participation.cohort.state == CohortState.ARCHIVED:
        raise Denied(_("Ce parcours est fini : il se lit, il ne change plus."))


@permission
def take_part(person, _session, participation):
    """Read what a delegation brings to a session: those who make or lead the path with it."""
    read_delegation(person, participation)


@permission
def ask_before(person, _session, participation):
    """Leave a question before the day (R335): the delegation, in its own name."""
    if not holds(person, *TERRITORY, within=participation.scope):
        raise Denied(_("Les questions sont posées par la délégation elle-même."))
    alive(participation)


@permission
def keep_output(person, session, participation):
    """Write what the workshop gave (R333): the delegation, or whoever leads when it was made on paper."""
    if not (holds(person, *KEEPERS, within=participation.scope) or edit_session.allows(person, session)):
        raise Denied(_("Ce que donne un atelier est écrit par la délégation ou par qui conduit la cohorte."))
    alive(participation)


@permission
def take_attendance(person, session, participation):
    """From the list, on a phone (R323): the referent for their own delegation, whoever leads for all."""
    if not (
        holds(person, Role.DELEGATION_REFERENT, within=participation.scope) or edit_session.allows(person, session)
    ):
        raise Denied(_("La présence est notée par la personne référente ou par qui conduit la cohorte."))
    alive(participation)


@permission
def see_attendance(person, session):
    """Counts without a name: those who make the path, the institution and the funder (A50)."""
    for grant in person.grants if person.is_authenticated else ():
        around = (grant.scope.parent_id, grant.scope.parent and grant.scope.parent.parent_id)
        if grant.role in WALKING and session.cohort.scope_id in around:
            return
    see_counts(person, session.cohort)


@permission
def read_minutes(person, session):
    """Those who were there while they are read again, then the cohort (`Minutes.visible_to`)."""
    if not Minutes.objects.visible_to(person).filter(session=session).exists():
        raise Denied(_("Ce compte rendu se lit par les personnes qui y étaient, puis par la cohorte."))


@permission
def ask_change(person, minutes):
    """Those who were there, until the day that was said (D43)."""
    if not (person.is_authenticated and who_came(person).filter(pk=minutes.session_id).exists()):
        raise Denied(_("Ce compte rendu est relu par les personnes qui y étaient."))
    if not minutes.open:
        raise Denied(_("Le temps de relire est passé."))


@permission
def settle_remark(person, remark):
    edit_session(person, remark.minutes.session)
