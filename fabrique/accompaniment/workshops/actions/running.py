"""The console: where the room is, how much time is left, what it sees."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import StepKind
from fabrique.accompaniment.workshops.models import Step, Workshop
from fabrique.core import audit, live
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

LONGEST = 4 * 3600


@transaction.atomic
def go_to(*, workshop: Workshop, step: Step, by: Person) -> Workshop:
    """Forward or back; everybody follows. Sent twice, it is one move."""
    may.run(by, workshop)
    if step.workshop_id != workshop.pk:
        raise Denied(_("Ce pas n’est pas de cet atelier."))
    Workshop.objects.filter(pk=workshop.pk).update(current=step)
    workshop.current = step
    audit.record(by, "workshop-step-reached", workshop, step=step.order)
    live.note(workshop.topic, "step", step.code)
    return workshop


@transaction.atomic
def start_timer(*, step: Step, seconds: int, by: Person) -> Step:
    """From now, by the clock of the server: phones are told what is left, so that their own clocks do not matter."""
    may.run(by, step.workshop)
    if not 0 < seconds <= LONGEST:
        raise Denied(_("Le minuteur va d’une seconde à quatre heures."))
    audit.record(by, "workshop-timer-set", step.workshop, seconds=seconds)
    set_end(step, timezone.now() + timedelta(seconds=seconds))
    return step


@transaction.atomic
def stop_timer(*, step: Step, by: Person) -> Step:
    may.run(by, step.workshop)
    audit.record(by, "workshop-timer-set", step.workshop, seconds=0)
    set_end(step, None)
    return step


def set_end(step: Step, ends_at) -> None:
    Step.objects.filter(pk=step.pk).update(ends_at=ends_at)
    step.ends_at = ends_at
    live.note(step.workshop.topic, "timer", step.code)


@transaction.atomic
def show_results(*, step: Step, by: Person) -> Step:
    """What a vote gives, to the room, and the end of it: one voice more would be read in the difference (ADR 0084)."""
    may.group_cards(by, step.workshop)
    if step.kind != StepKind.VOTE:
        raise Denied(_("Ce pas n’est pas un vote."))
    may.still_asked(step)
    Step.objects.filter(pk=step.pk).update(shown=True)
    step.shown = True
    audit.record(by, "workshop-results-shown", step.workshop, step=step.order)
    live.note(step.workshop.topic, "results", step.code)
    return step
