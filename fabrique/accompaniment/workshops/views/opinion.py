"""What a room thinks, read at the end of a vote, and how it is reckoned."""

from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fabrique.accompaniment.workshops import guests, mapping
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.models import Step
from fabrique.accompaniment.workshops.views import phone
from fabrique.accompaniment.workshops.views.board import PLACE
from fabrique.core.errors import refused, too_many
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import Denied, anyone


@require_safe
@guarded(may.read_opinion, **PLACE, step=Step)
def opinion(request, cohort, workshop, step):
    found = mapping.map_of(step)
    context = {"cohort": cohort, "workshop": workshop, "found": found, "picture": mapping.picture(found)}
    return render_page(request, "workshops/opinion.html", context)


@never_cache
@require_safe
@guarded(anyone)
def opinion_there(request, door, step):
    """The same from the room, for those who voted without an account."""
    try:
        workshop, participant = phone.opened_by(request, door)
    except guests.TooMany:
        return too_many(request)
    if participant is None:
        return redirect("workshops:room", door)
    asked = phone.step_at(workshop, step)
    try:
        may.read_opinion_there(participant, asked)
    except Denied as refusal:  # somebody without an account is told why, never asked for one
        return refused(request, refusal)
    found = mapping.map_of(asked)
    context = {"cohort": workshop.cohort, "workshop": workshop, "found": found, "picture": mapping.picture(found)}
    return render_page(request, "workshops/room_opinion.html", context)


@require_safe
@guarded(anyone)
def method(request):
    """Plain words; the whole method is docs/opinion-map.md."""
    return render_page(request, "workshops/opinion_method.html", {})
