"""The room of a delegation where its allies are chosen."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.missions.permissions import see_missions
from fabrique.accompaniment.workspace.rooms import Part, add_room

add_room(Part.ADVANCE, "missions:allies", gettext_lazy("Missions d’alliés"), see_missions)
