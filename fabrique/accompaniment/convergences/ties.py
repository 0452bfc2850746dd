"""The room of shared topics in a delegation's space."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.workspace.rooms import Part, add_room

add_room(Part.ADVANCE, "convergences:room", gettext_lazy("Sujets communs"))
