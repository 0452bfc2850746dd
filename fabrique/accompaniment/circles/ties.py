"""The circle among the rooms of a delegation's space, and announced draws beside its public page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.circles.models.draws import PUBLIC, Draw
from fabrique.accompaniment.workspace.rooms import Part, add_room
from fabrique.accompaniment.workspace.shown import shown_beside

add_room(Part.WIDEN, "circles:home", gettext_lazy("Cercle élargi"))
add_room(Part.WIDEN, "circles:diversity", gettext_lazy("Qui vient ?"))


@shown_beside()
def draws(person, participations) -> Iterator[tuple[int, str, str]]:
    """Announced draws are checked by anybody."""
    found = Draw.objects.filter(participation__in=participations, state__in=PUBLIC)
    for draw in found.select_related("participation__cohort"):
        yield draw.participation_id, _("Tirage au sort : %(title)s") % {"title": draw.title}, draw.get_absolute_url()
