"""Meetings with the State upstream, and what comes out of them (R566)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.enums import StateAnswer
from fabrique.accompaniment.workspace.models import Procedure, Review
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.actions import add_event
from fabrique.ground.agenda.enums import EventKind, Mode, Openness
from fabrique.ground.people.models import Person


@transaction.atomic
def plan_review(
    *, participation: Participation, title: str, starts_at: datetime, by: Person, place: str = "", purpose: str = "",
    project: PilotProject | None = None,
) -> Review:  # fmt: skip
    """Its date is in the agenda, known of the delegation's circle only; it is moved or cancelled there."""
    may.keep_space(by, participation)
    if starts_at <= timezone.now():
        raise Denied(_("Cette heure est passée. Donnez-en une à venir."))
    if project is not None and project.participation_id != participation.pk:
        raise Denied(_("Ce projet est celui d’un autre territoire."))
    event = add_event(
        title=title, by=by, starts_at=starts_at, place=place, kind=EventKind.MEETING, scope=participation.scope,
        openness=Openness.CLOSED, mode=Mode.IN_PERSON if place else Mode.VIDEO,
    )  # fmt: skip
    if same := Review.objects.filter(event=event).first():
        return same
    review = Review.objects.create(participation=participation, project=project, event=event, purpose=purpose)
    audit.record(by, "review-planned", review, participation=participation.code)
    return review


@transaction.atomic
def foresee(*, review: Review, title: str, service: str, by: Person) -> Procedure:
    may.keep_part(by, review)
    if review.procedures.filter(title=title).exists():
        raise Denied(_("Cette démarche est déjà dans la liste."))
    procedure = Procedure.objects.create(review=review, title=title, service=service)
    audit.record(by, "procedure-foreseen", review, procedure=procedure.code)
    return procedure


@transaction.atomic
def note_answer(
    *, procedure: Procedure, answer: StateAnswer, seen: int, by: Person, answered_on: date | None = None, words: str = "",
    next_act: str = "", next_on: date | None = None,
) -> Procedure:  # fmt: skip
    """What the service answered, when, and what comes next."""
    may.keep_procedure(by, procedure)
    answered_on = None if answer == StateAnswer.WAITING else answered_on or timezone.localdate()
    if answered_on and answered_on > timezone.localdate():
        raise Denied(_("Cette date est à venir : notez ce qui a déjà été répondu."))
    values = {"answer": answer, "answered_on": answered_on, "words": words, "next_act": next_act, "next_on": next_on}
    procedure.save_values(values, seen=seen)
    audit.record(by, "procedure-answered", procedure.review, procedure=procedure.code, answer=answer)
    return procedure
