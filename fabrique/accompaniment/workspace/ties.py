"""What a date of the agenda holds for a delegation: a review with the State, a reflective pause."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.workspace import reflections
from fabrique.accompaniment.workspace.models import Pause, Review
from fabrique.ground.agenda.ties import Tie, ties


@ties
def review_of(event, person) -> Tie | None:
    review = (
        Review.objects.visible_to(person).filter(event=event).select_related("participation__cohort__scope").first()
    )
    if review is None:
        return None
    place = review.participation
    return Tie(_("Les démarches pressenties"), reverse("workspace:reviews", args=[place.cohort.code, place.code]))


@ties
def pause_of(event, person) -> Tie | None:
    pause = Pause.objects.filter(event=event).first()
    found = reflections.named(pause.format) if pause else None
    if found is None:
        return None
    address = reverse("workspace:pause-format", args=[pause.format])
    return Tie(_("Dix minutes pour réfléchir : %(title)s") % {"title": found["title"]}, address)
