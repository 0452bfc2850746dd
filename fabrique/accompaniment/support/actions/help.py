"""Questions and their answers, coaching slots, ground rules, alerts."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support import working_days
from fabrique.accompaniment.support.actions.news import tell_author
from fabrique.accompaniment.support.enums import ALERT, QUESTION, SLOT, Addressee, Ear, QuestionState, SlotState
from fabrique.accompaniment.support.models import Alert, Answer, GroundRules, Question, Slot
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

ANSWER_WITHIN = 3  # working days (R556)
MOST_OPEN = 200  # questions of one delegation that wait at the same time


@transaction.atomic
def ask(*, participation: Participation, addressed_to: Addressee, title: str, text: str, by: Person) -> Question:
    """A private question; an answer is due on the third working day."""
    may.ask(by, participation)
    if Question.objects.waiting().filter(participation=participation).count() >= MOST_OPEN:
        raise Denied(_("Trop de questions attendent déjà. Fermez celles qui n’ont plus lieu d’être."))
    due = working_days.after(timezone.localdate(), ANSWER_WITHIN, participation.cohort.clock)
    question = Question.objects.create(
        participation=participation, addressed_to=addressed_to, title=title, text=text, asked_by=by, answer_by=due
    )
    audit.record(by, "question-asked", question, addressed_to=addressed_to, cohort=participation.cohort.code)
    return question


@transaction.atomic
def write(*, question: Question, text: str, by: Person) -> Answer:
    """A word of the addressee answers, and the author is told: at once of the first one, then in the morning letter.

    A word of the author after an answer asks again, and the days run anew.
    """
    may.follow_question(by, question)
    mine = by.pk == question.asked_by_id
    if question.state == QuestionState.CLOSED and not mine:
        raise Denied(_("Cette question est close. La personne qui l’a posée peut la rouvrir."))
    answer = Answer.objects.create(question=question, text=text, written_by=by)
    name = "ask-again" if mine else "answer"
    moves = not QUESTION.reason(question, name)
    if moves:
        change(question, name, by)
    if not mine:
        tell_author(answer, urgent=moves)
    audit.record(by, "question-answered", question)
    return answer


@transaction.atomic
def move_question(*, question: Question, name: str, by: Person) -> Question:
    """Take it in charge, or close it. An answer is written, not declared."""
    if name not in ("take", "close"):
        raise Denied(_("Ce changement n’existe pas."))
    (may.take_question if name == "take" else may.follow_question)(by, question)
    change(question, name, by)
    audit.record(by, "question-moved", question, state=question.state)
    return question


def change(question: Question, name: str, by: Person) -> None:
    QUESTION.make(question, name)
    values = {"state": question.state, "owner": question.owner, "answer_by": question.answer_by}
    if name in ("take", "answer") and question.owner is None:
        values["owner"] = by
    if name == "ask-again":
        clock = question.participation.cohort.clock
        values["answer_by"] = working_days.after(timezone.localdate(), ANSWER_WITHIN, clock)
    question.save_values(values, seen=question.version)


@transaction.atomic
def offer_slot(*, cohort: Cohort, starts_at: datetime, minutes: int, place: str, by: Person) -> Slot:
    may.offer_slot(by, held(cohort))
    if starts_at <= timezone.now():
        raise Denied(_("Cette heure est passée. Donnez-en une à venir."))
    if Slot.objects.filter(offered_by=by, starts_at=starts_at).exclude(state=SlotState.CANCELLED).exists():
        raise Denied(_("Vous proposez déjà un créneau à cette heure."))
    slot = Slot.objects.create(cohort=cohort, starts_at=starts_at, minutes=minutes, place=place, offered_by=by)
    audit.record(by, "slot-offered", slot, cohort=cohort.code)
    return slot


@transaction.atomic
def book_slot(*, slot: Slot, by: Person, subject: str = "") -> Slot:
    """For one person alone. Of two who press together, the first has it and the other is told."""
    may.book_slot(by, slot)
    SLOT.make(slot, "book")
    if slot.starts_at <= timezone.now():
        raise Denied(_("Ce créneau est passé."))
    values = {"state": slot.state, "subject": subject, "booked_by": by, "booked_at": timezone.now()}
    slot.save_values(values, seen=slot.version)
    audit.record(by, "slot-booked", slot)
    return slot


@transaction.atomic
def move_slot(*, slot: Slot, name: str, by: Person) -> Slot:
    """Give it back, cancel it, or say that it took place (once it has begun)."""
    if name not in ("release", "hold", "cancel"):
        raise Denied(_("Ce changement n’existe pas."))
    (may.release_slot if name == "release" else may.keep_slot)(by, slot)
    if name == "hold" and slot.starts_at > timezone.now():
        raise Denied(_("Cet échange n’a pas encore commencé."))
    SLOT.make(slot, name)
    values: dict[str, Any] = {"state": slot.state}
    if name == "release":
        values |= {"booked_by": None, "booked_at": None, "subject": ""}
    slot.save_values(values, seen=slot.version)
    audit.record(by, "slot-moved", slot, state=slot.state)
    return slot


@transaction.atomic
def write_rules(*, cohort: Cohort, text: str, by: Person, seen: int = 0) -> GroundRules:
    may.write_rules(by, held(cohort))
    rules, new = GroundRules.objects.get_or_create(cohort=cohort, defaults={"text": text})
    if not new:
        rules.save_values({"text": text}, seen=seen)
    audit.record(by, "rules-written", rules, cohort=cohort.code)
    return rules


@transaction.atomic
def raise_alert(*, cohort: Cohort, text: str, ear: Ear, by: Person, wish: str = "", named: bool = True) -> Alert:
    """Without a name, neither the row nor the journal knows who spoke."""
    may.raise_alert(by, cohort)
    alert = Alert.objects.create(cohort=cohort, text=text, wish=wish, ear=ear, raised_by=by if named else None)
    audit.record(by if named else None, "alert-raised", alert, cohort=cohort.code)
    return alert


@transaction.atomic
def move_alert(*, alert: Alert, name: str, by: Person, outcome: str = "") -> Alert:
    if name not in ALERT.moves:
        raise Denied(_("Ce changement n’existe pas."))
    may.hear_alert(by, alert)
    if name == "close" and not outcome.strip():
        raise Denied(_("Dites la suite donnée : la personne qui a parlé la lira."))
    ALERT.make(alert, name)
    alert.save_values({"state": alert.state, "outcome": outcome.strip()}, seen=alert.version)
    audit.record(by, "alert-moved", alert, state=alert.state)
    return alert
