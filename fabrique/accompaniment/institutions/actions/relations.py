"""Whom to call, when they decide, what was organised together (R518, R524)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import edit_cohort, edit_part
from fabrique.accompaniment.institutions.models import ActionSheet, Contact, DecisionDate, JointEvent
from fabrique.accompaniment.programme.models import Session
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.models import Event
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def set_contact(
    *, cohort: Cohort, organisation: Organisation, hat: str, by: Person, participation: Participation | None = None,
    subject: str = "", email: str = "", phone: str = "", contact: Contact | None = None, seen: int = 0,
) -> Contact:  # fmt: skip
    """A new hat to call, or `contact` as it was at version `seen`."""
    edit_cohort(by, held(cohort))
    if participation and participation.cohort_id != cohort.pk:
        raise Denied(_("Ce territoire n’est pas de la cohorte."))
    same = Contact.objects.serving().filter(
        cohort=cohort, participation=participation, organisation=organisation, hat=hat
    )
    if same.exclude(pk=contact.pk if contact else 0).exists():
        raise Denied(_("Cette fonction est déjà dans le carnet : modifiez-la plutôt."))
    values = {"organisation": organisation, "hat": hat, "participation": participation, "subject": subject,
              "email": email, "phone": phone}  # fmt: skip
    if contact is None:
        contact = Contact.objects.create(cohort=cohort, **values)
    else:
        contact.save_values(values, seen=seen)
    audit.record(by, "contact-set", contact)
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, by: Person) -> Contact:
    """The service was reorganised: its sheets say that they wait for a new contact (D23)."""
    edit_part(by, contact)
    if contact.ended_on:
        raise Denied(_("Cette fonction est déjà notée comme disparue."))
    contact.save_values({"ended_on": timezone.localdate()}, seen=contact.version)
    audit.record(by, "contact-ended", contact)
    return contact


@transaction.atomic
def set_decision_date(
    *, cohort: Cohort, organisation: Organisation, body: str, by: Person, on: date | None = None, period: str = "",
    expected: str = "", outcome: str = "", decision_date: DecisionDate | None = None, seen: int = 0,
) -> DecisionDate:  # fmt: skip
    edit_cohort(by, held(cohort))
    if on is None and not period.strip():
        raise Denied(_("Donnez un jour, ou au moins une période : « printemps 2027 »."))
    values = {"organisation": organisation, "body": body, "on": on, "period": period.strip(), "expected": expected,
              "outcome": outcome}  # fmt: skip
    if decision_date is None:
        decision_date = DecisionDate.objects.create(cohort=cohort, **values)
    else:
        decision_date.save_values(values, seen=seen)
    audit.record(by, "decision-date-set", decision_date)
    return decision_date


@transaction.atomic
def remove_decision_date(*, decision_date: DecisionDate, by: Person) -> None:
    edit_part(by, decision_date)
    audit.record(by, "decision-date-removed", decision_date)
    decision_date.delete()


@transaction.atomic
def set_joint_event(
    *, cohort: Cohort, by: Person, session: Session | None = None, event: Event | None = None,
    sheet: ActionSheet | None = None, shares: str = "", joint_event: JointEvent | None = None, seen: int = 0,
) -> JointEvent:  # fmt: skip
    """A session of the cohort or a date of the agenda, one of the two."""
    edit_cohort(by, held(cohort))
    if (session is None) == (event is None):
        raise Denied(_("Choisissez une séance de la cohorte, ou une date de l’agenda : l’une des deux."))
    if session and session.cohort_id != cohort.pk:
        raise Denied(_("Cette séance est d’une autre cohorte."))
    same = cohort.joint_events.filter(session=session, event=event)
    if same.exclude(pk=joint_event.pk if joint_event else 0).exists():
        raise Denied(_("Ce moment est déjà noté."))
    values = {"session": session, "event": event, "sheet": sheet, "shares": shares}
    if joint_event is None:
        joint_event = JointEvent.objects.create(cohort=cohort, **values)
    else:
        joint_event.save_values(values, seen=seen)
    audit.record(by, "joint-event-set", joint_event)
    return joint_event


@transaction.atomic
def remove_joint_event(*, joint_event: JointEvent, by: Person) -> None:
    edit_part(by, joint_event)
    audit.record(by, "joint-event-removed", joint_event)
    joint_event.delete()
