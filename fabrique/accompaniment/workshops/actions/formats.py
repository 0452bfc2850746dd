"""Scripts that can be used again: copied, changed, put in the toolbox."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.actions.preparing import scripted, shift
from fabrique.accompaniment.workshops.enums import FORMAT, MOST_STEPS
from fabrique.accompaniment.workshops.models import Format, FormatStep, Workshop
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def copy_format(
    *, title: str, purpose: str, minutes: int | None, script: Iterable[tuple[dict[str, Any], Iterable[str]]], by: Person
) -> Format:
    """Of the house's, or of another's in the toolbox: the copy is one's own."""
    may.keep_formats(by)
    made = Format.objects.create(owner=by, title=title, purpose=purpose, minutes=minutes)
    for order, (told, statements) in enumerate(script, start=1):
        FormatStep.objects.create(script=made, order=order, statements="\n".join(statements), **told)
    audit.record(by, "workshop-format-copied", made)
    return made


@transaction.atomic
def save_as_format(*, workshop: Workshop, title: str, purpose: str, by: Person) -> Format:
    """The script of a workshop as it was led, without a word of the room."""
    may.facilitate(by, workshop)
    minutes = sum(step.seconds or 0 for step in workshop.steps.all()) // 60 or None
    script = [(step.told(), ()) for step in workshop.steps.all()]
    return copy_format(title=title, purpose=purpose, minutes=minutes, script=script, by=by)


@transaction.atomic
def edit_format(*, script: Format, title: str, purpose: str, by: Person, seen: int, minutes: int | None = None) -> Format:  # fmt: skip
    may.change_format(by, script)
    script.save_values({"title": title.strip(), "purpose": purpose.strip(), "minutes": minutes}, seen=seen)
    audit.record(by, "workshop-format-edited", script)
    return script


@transaction.atomic
def move_format(*, script: Format, name: str, by: Person) -> Format:
    if name not in FORMAT.moves:
        raise Denied(_("Ce changement n’existe pas."))
    may.edit_format(by, script)
    if name == "share" and not script.steps.exists():
        raise Denied(_("Ce format n’a aucun pas : ajoutez-en un."))
    FORMAT.make(script, name)
    script.save_version(seen=script.version, fields=["state"])
    audit.record(by, "workshop-format-moved", script, state=script.state)
    return script


@transaction.atomic
def remove_format(*, script: Format, by: Person) -> None:
    may.change_format(by, script)
    audit.record(by, "workshop-format-removed", script)
    script.delete()


@transaction.atomic
def add_format_step(*, script: Format, by: Person, statements: str = "", **told: Any) -> FormatStep:
    may.change_format(by, script)
    if script.steps.count() >= MOST_STEPS:
        raise Denied(_("Un atelier tient en trente pas."))
    last = script.steps.aggregate(most=models.Max("order"))["most"] or 0
    step = FormatStep.objects.create(script=script, order=last + 1, statements=statements.strip(), **scripted(**told))
    audit.record(by, "workshop-format-edited", script)
    return step


@transaction.atomic
def edit_format_step(*, step: FormatStep, by: Person, seen: int, statements: str = "", **told: Any) -> FormatStep:
    may.change_format_step(by, step)
    step.save_values(scripted(**told) | {"statements": statements.strip()}, seen=seen)
    audit.record(by, "workshop-format-edited", step.script)
    return step


@transaction.atomic
def shift_format_step(*, step: FormatStep, up: bool, by: Person) -> None:
    may.change_format_step(by, step)
    shift(step, step.script.steps.all(), up=up)
    audit.record(by, "workshop-format-edited", step.script)


@transaction.atomic
def remove_format_step(*, step: FormatStep, by: Person) -> None:
    may.change_format_step(by, step)
    audit.record(by, "workshop-format-edited", step.script)
    step.delete()
