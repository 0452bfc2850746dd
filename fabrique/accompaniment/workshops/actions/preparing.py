"""A workshop made ready, its script changed, its states."""

import random
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.peers.models import PeerGroup
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import (
    MOST_STEPS,
    WORKSHOP,
    Ballot,
    StepKind,
    WorkshopState,
)
from fabrique.accompaniment.workshops.models import Attendance, Card, Step, Workshop
from fabrique.core import audit, live
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def prepare(
    *, cohort: Cohort, title: str, by: Person, script: Iterable[tuple[dict[str, Any], Iterable[str]]] = (),
    session: Session | None = None, group: PeerGroup | None = None, participation: Participation | None = None,
    at_home: bool = False,
) -> Workshop:  # fmt: skip
    """`script`: each step with the statements it votes on (`scripts.told`). `at_home`: led by the delegation itself."""
    if at_home:
        may.prepare_at_home(by, participation)
    else:
        may.prepare(by, cohort)
    places = {"session": session, "group": group, "participation": participation}
    if any(place is not None and place.cohort_id != cohort.pk for place in places.values()):
        raise Denied(_("Choisissez dans cette cohorte."))
    workshop = Workshop(cohort=cohort, title=title.strip(), facilitator=by, at_home=at_home, **places)
    if group is not None:
        may.facilitate(by, workshop)
    workshop.save()
    for order, (told, statements) in enumerate(script, start=1):
        step = Step.objects.create(workshop=workshop, order=order, **told)
        Card.objects.bulk_create(Card(workshop=workshop, step=step, text=text) for text in statements)
    audit.record(by, "workshop-prepared", workshop)
    return workshop


@transaction.atomic
def edit_workshop(
    *, workshop: Workshop, title: str, by: Person, seen: int, session: Session | None = None,
    participation: Participation | None = None,
) -> Workshop:  # fmt: skip
    """One made at home stays of its territory, and of no session of the cohort."""
    may.change(by, workshop)
    if any(place is not None and place.cohort_id != workshop.cohort_id for place in (session, participation)):
        raise Denied(_("Choisissez dans cette cohorte."))
    if workshop.group is not None and participation is not None:
        raise Denied(_("Un atelier entre pairs n’est pas celui d’une délégation."))
    places = {} if workshop.at_home else {"session": session, "participation": participation}
    workshop.save_values({"title": title.strip()} | places, seen=seen)
    audit.record(by, "workshop-edited", workshop)
    live.note(workshop.topic, "step")
    return workshop


@transaction.atomic
def move(*, workshop: Workshop, name: str, by: Person) -> Workshop:
    """Open, end, open again, archive. At the end, those who were there with an account may read the wall again."""
    if name not in WORKSHOP.moves:
        raise Denied(_("Ce changement n’existe pas."))
    may.facilitate(by, workshop)
    first = workshop.steps.first()
    if name == "open" and first is None:
        raise Denied(_("Cet atelier n’a aucun pas : ajoutez-en un."))
    WORKSHOP.make(workshop, name)
    if name == "open":
        workshop.current, workshop.opened_on = first, timezone.localdate()
    workshop.save_version(seen=workshop.version, fields=["state", "current", "opened_on"])
    if workshop.state == WorkshopState.CLOSED:
        note_who_was_there(workshop)
    audit.record(by, "workshop-moved", workshop, state=workshop.state)
    live.note(workshop.topic, "state")
    return workshop


def note_who_was_there(workshop: Workshop) -> None:
    """In an order drawn at random: nothing ties a row to a participant."""
    sealed = workshop.participants.values_list("account", flat=True)
    noted = workshop.attendances.values("person")
    people = list(Person.objects.filter(code__in={code.strip() for code in sealed}).exclude(pk__in=noted))
    random.shuffle(people)
    Attendance.objects.bulk_create(Attendance(workshop=workshop, person=person) for person in people)


@transaction.atomic
def take_over(*, workshop: Workshop, by: Person) -> Workshop:
    """By another who leads the cohort: the room goes on when a browser closes."""
    may.facilitate(by, workshop)
    Workshop.objects.filter(pk=workshop.pk).update(facilitator=by)
    workshop.facilitator = by
    audit.record(by, "workshop-taken-over", workshop)
    return workshop


def scripted(kind: str, question: str, ballot: str = "", dots: int | None = None, **words: Any) -> dict[str, Any]:
    """The fields of a step, coherent: only a vote has a ballot, only dots are counted."""
    if not question.strip():
        raise Denied(_("Un pas commence par une question."))
    ballot = (ballot or Ballot.OPINION) if kind == StepKind.VOTE else ""
    dots = (dots or 3) if ballot == Ballot.DOTS else None
    return {"kind": kind, "question": question.strip(), "ballot": ballot, "dots": dots} | words


@transaction.atomic
def add_step(*, workshop: Workshop, by: Person, **told: Any) -> Step:
    may.change(by, workshop)
    known = workshop.steps.count()
    if known >= MOST_STEPS:
        raise Denied(_("Un atelier tient en trente pas."))
    last = workshop.steps.aggregate(most=models.Max("order"))["most"] or 0
    step = Step.objects.create(workshop=workshop, order=last + 1, **scripted(**told))
    audit.record(by, "workshop-script-changed", workshop)
    live.note(workshop.topic, "step", step.code)
    return step


@transaction.atomic
def edit_step(*, step: Step, by: Person, seen: int, **told: Any) -> Step:
    """Also while it runs. What was voted under one ballot does not become votes of another."""
    may.change_step(by, step)
    values = scripted(**told)
    fixed = "kind", "ballot", "dots"
    if any(values[name] != getattr(step, name) for name in fixed) and (step.votes.exists() or step.given_dots.exists() or step.cards.exists()):  # fmt: skip
        raise Denied(_("Ce pas porte déjà des cartes ou des voix : sa question se récrit, sa sorte ne change plus."))
    step.save_values(values, seen=seen)
    audit.record(by, "workshop-script-changed", step.workshop)
    live.note(step.workshop.topic, "step", step.code)
    return step


@transaction.atomic
def shift_step(*, step: Step, up: bool, by: Person) -> None:
    may.change_step(by, step)
    shift(step, step.workshop.steps.all(), up=up)
    audit.record(by, "workshop-script-changed", step.workshop)
    live.note(step.workshop.topic, "step", step.code)


def shift(step, steps, *, up: bool) -> None:
    """One place before or after, among `steps`."""
    rows = list(steps)
    place = rows.index(step)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        raise Denied(_("Ce pas est déjà au bout."))
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows, start=1):
        row.order = order
    type(step).objects.bulk_update(rows, ["order"])


@transaction.atomic
def remove_step(*, step: Step, by: Person) -> None:
    """Unless somebody wrote or voted in it; the one where the room is stays."""
    may.change_step(by, step)
    workshop = step.workshop
    if workshop.current_id == step.pk and workshop.state == WorkshopState.OPEN:
        raise Denied(_("La salle est à ce pas : passez d’abord à un autre."))
    if step.cards.filter(participant__isnull=False).exists() or step.votes.exists() or step.given_dots.exists():
        raise Denied(_("Ce pas porte déjà des cartes ou des voix : il reste."))
    step.delete()
    audit.record(by, "workshop-script-changed", workshop)
    live.note(workshop.topic, "step")
