"""Who may ask, answer, meet in private, and be heard."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.programme.enums import SessionKind
from fabrique.accompaniment.support.enums import Addressee, Ear
from fabrique.accompaniment.support.models import CIRCLE, TERRITORY, circles
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


@permission
def live_in_cohort(person, cohort):
    """The people of the cohort: delegations, their allies, those who lead, and the association's team."""
    if not (person.is_authenticated and cohort.scope_id in circles(person)) and not holds(
        person, Role.ASSOCIATION_EMPLOYEE
    ):
        raise Denied(_("Cette page est entre les personnes de la cohorte. Demandez un rôle à qui la conduit."))


@permission
def ask(person, participation):
    if not holds(person, *TERRITORY, within=participation.scope):
        raise Denied(_("Une question se pose au nom de sa délégation : il faut y tenir un rôle."))


def is_addressed(person, question) -> bool:
    place = question.participation
    if question.addressed_to == Addressee.PEERS:
        return person.is_authenticated and place.cohort.scope_id in circles(person)
    if question.addressed_to == Addressee.ALLY:
        return holds(person, Role.ACCOMPANYING_ALLY, within=place.scope)
    return holds(person, *LEADS, within=place.cohort.scope) or holds(person, Role.ASSOCIATION_EMPLOYEE)


@permission
def follow_question(person, question):
    """Read it and write in it: its author and whom it is addressed to (A50)."""
    if person.pk != question.asked_by_id and not is_addressed(person, question):
        raise Denied(_("Cette question est entre la personne qui la pose et celle qui répond."))


@permission
def take_question(person, question):
    """Answer for the answer: not one's own question."""
    if person.pk == question.asked_by_id or not is_addressed(person, question):
        raise Denied(_("C’est à qui reçoit la question de la prendre en charge."))


@permission
def offer_slot(person, cohort):
    """Those who lead, the team, and allies who accompany a project of the cohort."""
    coach = any(
        grant.role == Role.ACCOMPANYING_ALLY and grant.scope.parent_id == cohort.scope_id
        for grant in (person.grants if person.is_authenticated else [])
    )
    if not (coach or holds(person, *LEADS, within=cohort.scope) or holds(person, Role.ASSOCIATION_EMPLOYEE)):
        raise Denied(_("Les créneaux sont proposés par qui conduit la cohorte et par les alliés qui accompagnent."))


@permission
def book_slot(person, slot):
    """Somebody of a delegation, elected or agent, not the one who offers it."""
    scopes = [grant.scope for grant in (person.grants if person.is_authenticated else []) if grant.role in TERRITORY]
    if slot.cohort.scope_id not in {scope.parent_id for scope in scopes} or slot.offered_by_id == person.pk:
        raise Denied(_("Ces créneaux sont pour une personne d’une délégation, élue ou agente."))


@permission
def keep_slot(person, slot):
    """Whoever offers it: cancel it, say that it took place."""
    if slot.offered_by_id != person.pk:
        raise Denied(_("C’est à la personne qui propose ce créneau de le faire."))


@permission
def release_slot(person, slot):
    if slot.booked_by_id is None or slot.booked_by_id != person.pk:
        raise Denied(_("Ce créneau n’est pas réservé par vous."))


@permission
def write_rules(person, cohort):
    edit_cohort(person, cohort)


@permission
def raise_alert(person, cohort):
    if not (person.is_authenticated and any(
        grant.role in CIRCLE and cohort.scope_id in (grant.scope_id, grant.scope.parent_id) for grant in person.grants
    )):  # fmt: skip
        raise Denied(_("Cette parole est ouverte aux personnes de la cohorte."))


@permission
def read_alert(person, alert):
    if alert.raised_by_id is None or alert.raised_by_id != person.pk:
        hear_alert(person, alert)


@permission
def hear_alert(person, alert):
    """The ear that was chosen, and no other."""
    heard = (
        holds(person, Role.ASSOCIATION_EMPLOYEE)
        if alert.ear == Ear.ASSOCIATION
        else holds(person, *LEADS, within=alert.cohort.scope)
    )
    if not heard:
        raise Denied(_("Cette parole a été confiée à quelqu’un d’autre."))


@permission
def change_slot(person, slot):
    """One of the two who meet; which moves, the rules above say."""
    if not (keep_slot.allows(person, slot) or release_slot.allows(person, slot)):
        raise Denied(_("Ce créneau est entre deux autres personnes."))


@permission
def speak_in_forum(person, cohort):
    """The people of the cohort, the association's team apart: free speech between those who make the path (R435)."""
    if not (person.is_authenticated and cohort.scope_id in circles(person)):
        raise Denied(_("Le forum est entre les délégations, leurs alliés et qui conduit la cohorte."))


@permission
def join_thread(person, thread):
    speak_in_forum(person, thread.project.participation.cohort)


@permission
def settle_thread(person, thread):
    """Whoever began it, or whoever leads the cohort."""
    if thread.begun_by_id != person.pk and not holds(person, *LEADS, within=thread.project.participation.cohort.scope):
        raise Denied(_("C’est à la personne qui a ouvert ce fil de dire qu’il a trouvé sa réponse."))


@permission
def note_forum(person, session):
    """What came out of it, by the people of the cohort; only a forum has such notes (R437)."""
    if session.kind != SessionKind.FORUM:
        raise Denied(_("Ceci n’est pas un forum : ce qu’il en reste est dans sa mallette."))
    speak_in_forum(person, session.cohort)


@permission
def follow_note(person, note):
    note_forum(person, note.session)
