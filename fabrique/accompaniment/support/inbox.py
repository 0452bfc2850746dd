"""Questions that wait for an answer, hours of coaching to come, words to be heard."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.support.enums import Addressee, AlertState, SlotState
from fabrique.accompaniment.support.models import CIRCLE, Alert, Question, Slot
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role

ANSWERERS = (*LEADS, Role.ACCOMPANYING_ALLY, Role.ASSOCIATION_EMPLOYEE)


def concerned(person) -> bool:
    return bool(person.scopes_as(*CIRCLE, Role.ASSOCIATION_EMPLOYEE))


@waits_for
def questions_to_answer(person) -> list[Waiting]:
    """Those that nobody took, and those that this person took. The peers' are for whoever likes: they call nobody."""
    if not person.scopes_as(*ANSWERERS):
        return []
    mine = Question.objects.visible_to(person).waiting().exclude(asked_by=person).exclude(addressed_to=Addressee.PEERS)
    mine = mine.filter(Q(owner=None) | Q(owner=person)).select_related(
        "participation__cohort", "participation__territory"
    )
    return [Waiting(mine, lambda questions: [
        Act(
            date_format(question.answer_by, "j F"), question.title,
            _("Question de %(territory)s, réponse attendue pour ce jour.") % {"territory": question.participation.territory.name},
            question.get_absolute_url(), _("Répondre"), urgent=question.is_late,
        )
        for question in questions
    ])]  # fmt: skip


@waits_for
def hours_to_come(person) -> list[Waiting]:
    if not concerned(person):
        return []
    mine = Slot.objects.filter(
        Q(offered_by=person) | Q(booked_by=person), state=SlotState.BOOKED, starts_at__gte=timezone.now()
    )
    return [Waiting(mine.select_related("cohort"), lambda slots: [
        Act(
            date_format(when := timezone.localtime(slot.starts_at), "j F"), _("Un échange à deux"),
            _("À %(time)s, %(place)s.") % {"time": date_format(when, "H:i"), "place": slot.place},
            reverse("support:home", args=[slot.cohort.code]), _("Voir"),
        )
        for slot in slots
    ])]  # fmt: skip


@waits_for
def words_to_hear(person) -> list[Waiting]:
    if not person.scopes_as(*LEADS, Role.ASSOCIATION_EMPLOYEE):
        return []
    raised = Alert.objects.visible_to(person).filter(state=AlertState.RAISED).exclude(raised_by=person)
    return [Waiting(raised.select_related("cohort"), lambda alerts: [
        Act(_("à entendre"), _("Une parole vous est confiée"), alert.cohort.name,
            reverse("support:alert", args=[alert.cohort.code, alert.code]), _("Lire"), urgent=True)
        for alert in alerts
    ])]  # fmt: skip
