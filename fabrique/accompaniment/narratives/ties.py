"""The story among the rooms of a delegation's space, and beside the public page of its territory."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.narratives.models import Narrative
from fabrique.accompaniment.workspace.rooms import Part, add_room, shown_beside

add_room(Part.WIDEN, "narratives:space", gettext_lazy("Récits"))


@shown_beside
def story(person, participation) -> list[tuple[str, str]]:
    """Once there is something to read."""
    if not Narrative.objects.visible_to(person).published().filter(participation=participation).exists():
        return []
    return [(_("Le récit du territoire"), reverse("narratives:territory", args=[participation.territory.code]))]
