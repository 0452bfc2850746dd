"""What the invented projects say and live. Once written, a note is the demonstration's own: somebody may have answered it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.pilots.enums import WITH_PEOPLE, Track
from fabrique.accompaniment.pilots.models import (
    Actor,
    Blockage,
    Comment,
    Deliverable,
    Milestone,
    Note,
    PilotProject,
    Stand,
    Step,
    Waiver,
)
from fabrique.core.documents import formats
from fabrique.core.documents.model import Bullets, Document, Section
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import at, kept, person, place


def load_stated() -> None:
    """R433: the report of the real cohort tells what each project gave, and not what came after: they stand at their appraisal."""
    real = PilotProject.objects.filter(participation__cohort__code="occitanie", begun_on=None, state="idea")
    real.filter(steps=None).update(state="appraisal")


def load_projects(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for row in data["projects"]:
        project = place(cohort, row).projects.order_by("pk").first()
        if project is None or project.steps.exists():
            continue
        write(project, row)


def ago(days: int):
    return timezone.localdate() - timedelta(days=days)


def hour(days: int):
    return at(ago(days), 10)


def write(project: PilotProject, row: dict[str, Any]) -> None:
    lead, referent = person(Role.COHORT_LEAD), person(Role.DELEGATION_REFERENT)
    values = kept(row, "kind", "theme", "state") | {"begun_on": ago(row["begun"])}
    PilotProject.objects.filter(pk=project.pk).update(**values)
    for state, days in row["steps"]:
        Step.objects.create(project=project, state=state, made_at=hour(days), made_by=referent)
    if waived := row.get("waiver"):
        Waiver.objects.create(
            project=project, granted_at=hour(waived["days_ago"]), granted_by=lead, **kept(waived, "kind", "reason")
        )
    for note in row["notes"]:
        write_note(project, note, referent, lead)
    for actor in row.get("actors", []):
        write_actor(project, actor)
    for milestone in row.get("milestones", []):
        write_milestone(project, milestone)
    for blockage in row.get("blockages", []):
        write_blockage(project, blockage)
    for deliverable in row.get("deliverables", []):
        write_deliverable(project, deliverable)


def write_note(project: PilotProject, row: dict[str, Any], referent: Person, lead: Person) -> None:
    values = kept(row, "kind", "number", "state", "summary", "words", "after")
    if "submitted" in row:
        values |= {"submitted_at": hour(row["submitted"]), "submitted_by": referent}
    if "accepted" in row:
        values |= {"accepted_at": hour(row["accepted"]), "accepted_by": lead}
    if "informed" in row:
        values |= {"state_informed_on": ago(row["informed"]), "state_service": row["service"]}
    begun = hour(row.get("submitted", 20) + 6)
    note = Note.objects.create(project=project, begun_at=begun, begun_by=referent, **values)
    for comment in row.get("comments", []):
        said = {"said_by": person(comment["by"]), "said_at": hour(comment["days_ago"])}
        Comment.objects.create(note=note, **said, **kept(comment, "section", "text"))


def write_actor(project: PilotProject, row: dict[str, Any]) -> None:
    category = Item.objects.of(ReferentialKey.CATEGORIES).get(key=row["category"])
    actor = Actor.objects.create(project=project, name=row["name"], category=category)
    for ring, days, why in row["stands"]:
        Stand.objects.create(actor=actor, ring=ring, since=ago(days), why=why)


def write_milestone(project: PilotProject, row: dict[str, Any]) -> None:
    track = Track.PARTICIPATIVE if row["kind"] in WITH_PEOPLE else Track.ADMINISTRATIVE
    values = {"track": track} | kept(row, "kind", "title", "words")
    if "held" in row:
        values |= {"state": "done", "held_on": ago(row["held"]), "due_on": ago(row["held"])}
    elif "due_in" in row:
        values["due_on"] = ago(-row["due_in"])
    Milestone.objects.create(project=project, **values)


def write_blockage(project: PilotProject, row: dict[str, Any]) -> None:
    values = kept(row, "kind", "title", "text", "owner", "next_step", "state") | {"seen_on": ago(row["seen"])}
    if "next_in" in row:
        values["next_on"] = ago(-row["next_in"])
    if "ended" in row:
        values["ended_on"] = ago(row["ended"])
    Blockage.objects.create(project=project, **values)


def write_deliverable(project: PilotProject, row: dict[str, Any]) -> None:
    values = kept(row, "kind", "title", "for_whom", "state")
    if "due_in" in row:
        values["due_on"] = ago(-row["due_in"])
    if "delivered" in row:
        rendered = formats.render(sheet(project.participation, row["title"], row["page"]), "odt")
        values |= {"delivered_on": ago(row["delivered"]), "media_type": rendered.media_type}
        values["file"] = ContentFile(rendered.data, "livrable.odt")
    Deliverable.objects.create(project=project, **values)


def sheet(place: Participation, title: str, lines: Sequence[str]) -> Document:
    return Document(
        title=title, subtitle=f"{place.territory.name}, {place.cohort.name}", language="fr", date_label="", fiction=True,
        notice="Document inventé pour la démonstration.", sections=[Section("Pas à pas", [Bullets(lines)])],
    )  # fmt: skip
