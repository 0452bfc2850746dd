"""Milestones, blockages, deliverables: what happens to the project and what it leaves in people's hands."""

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.actions.projects import locked
from fabrique.accompaniment.pilots.enums import (
    BLOCKAGE,
    DELIVERABLE,
    MILESTONE,
    STANDING,
    WITH_PEOPLE,
    DeliverableState,
    MilestoneState,
    NoteKind,
    Track,
)
from fabrique.accompaniment.pilots.models import Blockage, Deliverable, Milestone, PilotProject
from fabrique.core import audit, uploads
from fabrique.core.permissions import Denied
from fabrique.core.states import Transitions
from fabrique.ground.people.models import Person


def once(rows: Any, title: str, *, but: int = 0) -> None:
    if rows.filter(title=title).exclude(pk=but).exists():
        raise Denied(_("Ce titre est déjà dans la liste."))


def known(table: Transitions, name: str) -> None:
    if name not in table.moves:
        raise Denied(_("Ce changement n’existe pas."))


@transaction.atomic
def add_milestone(*, project: PilotProject, kind: str, title: str, by: Person, due_on: date | None = None,
                  words: str = "", track: str = "") -> Milestone:  # fmt: skip
    """On the line with people when it is a meeting or a workshop, on that of the administration otherwise."""
    may.keep_project(by, project)
    once(locked(project).milestones, title)
    track = track or (Track.PARTICIPATIVE if kind in WITH_PEOPLE else Track.ADMINISTRATIVE)
    milestone = Milestone.objects.create(
        project=project, kind=kind, track=track, title=title, due_on=due_on, words=words
    )
    audit.record(by, "milestone-added", project, milestone=milestone.code)
    return milestone


@transaction.atomic
def edit_milestone(*, milestone: Milestone, seen: int, by: Person, **values: Any) -> Milestone:
    may.keep_part(by, milestone)
    once(milestone.project.milestones, values.get("title", milestone.title), but=milestone.pk)
    if not values.get("track", "?"):
        values["track"] = milestone.track
    changed = milestone.save_values(values, seen=seen)
    audit.record(by, "milestone-edited", milestone.project, milestone=milestone.code, fields=", ".join(changed))
    return milestone


@transaction.atomic
def move_milestone(*, milestone: Milestone, name: str, by: Person, held_on: date | None = None) -> Milestone:
    may.keep_part(by, milestone)
    known(MILESTONE, name)
    MILESTONE.make(milestone, name)
    today = timezone.localdate()
    if held_on and held_on > today:
        raise Denied(_("Ce jour n’est pas encore passé."))
    past = held_on or min(milestone.due_on or today, today)
    values = {"state": milestone.state, "held_on": past if milestone.state == MilestoneState.DONE else None}
    milestone.save_values(values, seen=milestone.version)
    audit.record(by, "milestone-moved", milestone.project, milestone=milestone.code, state=milestone.state)
    return milestone


@transaction.atomic
def add_blockage(*, project: PilotProject, kind: str, title: str, owner: str, next_step: str, by: Person, text: str = "",
                 next_on: date | None = None, seen_on: date | None = None) -> Blockage:  # fmt: skip
    may.keep_project(by, project)
    once(locked(project).blockages, title)
    blockage = Blockage.objects.create(
        project=project, kind=kind, title=title, text=text, owner=owner, next_step=next_step, next_on=next_on,
        seen_on=seen_on or timezone.localdate(),
    )  # fmt: skip
    audit.record(by, "blockage-added", project, blockage=blockage.code)
    return blockage


@transaction.atomic
def edit_blockage(*, blockage: Blockage, seen: int, by: Person, **values: Any) -> Blockage:
    may.keep_part(by, blockage)
    once(blockage.project.blockages, values.get("title", blockage.title), but=blockage.pk)
    changed = blockage.save_values(values, seen=seen)
    audit.record(by, "blockage-edited", blockage.project, blockage=blockage.code, fields=", ".join(changed))
    return blockage


@transaction.atomic
def move_blockage(*, blockage: Blockage, name: str, by: Person) -> Blockage:
    may.keep_part(by, blockage)
    known(BLOCKAGE, name)
    BLOCKAGE.make(blockage, name)
    values = {"state": blockage.state, "ended_on": None if blockage.state in STANDING else timezone.localdate()}
    blockage.save_values(values, seen=blockage.version)
    audit.record(by, "blockage-moved", blockage.project, blockage=blockage.code, state=blockage.state)
    return blockage


def reason_not_to_list(project: PilotProject) -> str:
    """R432: from the framing note on, begun or waived."""
    framed = (
        project.notes.filter(kind=NoteKind.FRAMING).exists() or project.waivers.filter(kind=NoteKind.FRAMING).exists()
    )
    return "" if framed else _("Les livrables se listent à partir de la note de cadrage : commencez-la d’abord.")


@transaction.atomic
def add_deliverable(*, project: PilotProject, kind: str, title: str, by: Person, for_whom: str = "",
                    due_on: date | None = None) -> Deliverable:  # fmt: skip
    may.list_deliverable(by, project)
    if refusal := reason_not_to_list(project):
        raise Denied(refusal)
    once(locked(project).deliverables, title)
    deliverable = Deliverable.objects.create(project=project, kind=kind, title=title, for_whom=for_whom, due_on=due_on)
    audit.record(by, "deliverable-added", project, deliverable=deliverable.code)
    return deliverable


@transaction.atomic
def deliver(*, deliverable: Deliverable, by: Person, url: str = "", file: File | None = None) -> Deliverable:
    """With a link or a file, recognised by what it holds: one of the two."""
    may.keep_deliverable(by, deliverable)
    if bool(url) == (file is not None):
        raise Denied(_("Donnez un lien ou un fichier, l’un des deux."))
    DELIVERABLE.make(deliverable, "deliver")
    values: dict[str, Any] = {"state": deliverable.state, "delivered_on": timezone.localdate(), "url": url}
    if file is not None:
        values["media_type"] = uploads.recognise(file)
        deliverable.file.save("", file, save=False)
        values["file"] = deliverable.file
    deliverable.save_values(values, seen=deliverable.version)
    audit.record(by, "deliverable-moved", deliverable.project, deliverable=deliverable.code, state=deliverable.state)
    return deliverable


@transaction.atomic
def move_deliverable(*, deliverable: Deliverable, name: str, by: Person) -> Deliverable:
    """Given up, or awaited again: what had been delivered is then taken back."""
    may.keep_deliverable(by, deliverable)
    known(DELIVERABLE, name)
    if name == "deliver":
        raise Denied(_("Donnez un lien ou un fichier, l’un des deux."))
    was = deliverable.state
    DELIVERABLE.make(deliverable, name)
    name_of_file, storage = deliverable.file.name, deliverable.file.storage
    values = {"state": deliverable.state, "delivered_on": None, "url": "", "file": "", "media_type": ""}
    deliverable.save_values(values, seen=deliverable.version)
    if was == DeliverableState.DELIVERED and name_of_file:
        transaction.on_commit(lambda: storage.delete(name_of_file))
    audit.record(by, "deliverable-moved", deliverable.project, deliverable=deliverable.code, state=deliverable.state)
    return deliverable
