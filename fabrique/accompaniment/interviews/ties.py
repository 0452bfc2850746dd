"""The rooms that this area holds in a diagnostic, and what is destroyed with it."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.diagnostics.erasure import erased_with
from fabrique.accompaniment.diagnostics.permissions import read_words
from fabrique.accompaniment.diagnostics.rooms import Part, add_room
from fabrique.accompaniment.interviews.actions.erasing import erase_all

add_room(Part.LISTEN, "interviews:home", gettext_lazy("Entretiens"), read_words)
add_room(Part.ANALYSE, "interviews:coverage", gettext_lazy("Thèmes"), read_words)
add_room(Part.ANALYSE, "interviews:search", gettext_lazy("Chercher"), read_words)
add_room(Part.ANALYSE, "interviews:agreement", gettext_lazy("Double codage"), read_words)

erased_with(erase_all)
