"""The story among the rooms of a delegation's space, and beside the public page of its territory."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.narratives.models import Narrative
from fabrique.accompaniment.workspace.rooms import Part, add_room
from fabrique.accompaniment.workspace.shown import shown_beside

add_room(Part.WIDEN, "narratives:space", gettext_lazy("Récits"))


def told(person) -> Exists:
    return Exists(Narrative.objects.visible_to(person).published().filter(participation=OuterRef("pk")))


@shown_beside(has_story=told)
def story(person, participations) -> Iterator[tuple[int, str, str]]:
    """Once there is something to read."""
    for one in participations:
        if one.has_story:
            yield one.pk, _("Le récit du territoire"), reverse("narratives:territory", args=[one.territory.code])
