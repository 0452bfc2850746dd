"""What a cohort's infolettre may tell of its projects: the notes that a delegation opened to all (A50)."""

from fabrique.accompaniment.pilots.models import Note
from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.offers import MOST, Offer, offers
from fabrique.ground.people.enums import ScopeKind


@offers
def notes(scope) -> list[Offer]:
    opened = Note.objects.filter(Note.objects.opened())
    if scope.kind == ScopeKind.PLATFORM:
        cohort = "project__participation__cohort__fictional"
        found = opened.filter(**{cohort: False}, project__participation__territory__published=True)
    else:
        found = opened.filter(project__participation__cohort__scope=scope)
    found = found.select_related("project__participation__cohort", "project__participation__territory")
    return [
        Offer(f"pilot-note:{note.code}", str(note.project.participation.territory), f"{note.get_kind_display().capitalize()} : {note.project.title}",
              note.summary, note.get_absolute_url(), Circle.PUBLIC)
        for note in found.order_by("-public_at", "pk")[:MOST]
    ]  # fmt: skip
