"""What a date of the agenda holds for a delegation, and what its effects became, on its public page."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.evaluation.models import Fate, FollowUp
from fabrique.accompaniment.workspace import reflections
from fabrique.accompaniment.workspace.afterwards import Afterwards, tells_afterwards
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


@tells_afterwards
def fates_of_effects(person, territory) -> Iterator[Afterwards]:
    """What the delegation published of its effects at six, twelve and twenty-four months (R491). Two queries."""
    told = Prefetch("fates", Fate.objects.visible_to(person).select_related("effect"))
    points = FollowUp.objects.visible_to(person).filter(participation__territory=territory, state="published")
    for point in points.prefetch_related(told).order_by("due_on", "pk"):
        said = [(_("Ce qui a bougé"), point.words)] if point.words else []
        said += [(str(fate.effect), ", ".join(filter(None, [fate.get_became_display(), fate.words]))) for fate in point.fates.all()]  # fmt: skip
        yield Afterwards(point.due_on, _("Les effets, %(n)d mois après") % {"n": point.months}, said, [])
