"""What the worker does for circles: people not drawn, and guests of long ago, are forgotten on their day."""

from datetime import timedelta

from django.utils import timezone

from fabrique.accompaniment.circles.actions import forget
from fabrique.accompaniment.circles.models import Candidate, Draw, Guest
from fabrique.core.tasks import periodic

GUESTS_KEPT = timedelta(days=60)
PANEL_KEPT = timedelta(days=365)


@periodic(timedelta(days=1))
def forget_candidates() -> None:
    """At the day announced to them; those who were drawn lose their name a year later."""
    today = timezone.localdate()
    for draw in Draw.objects.filter(erase_on__lte=today, erased_at=None).order_by("pk"):
        forget(draw=draw, today=today)
    old = Draw.objects.filter(erase_on__lte=today - PANEL_KEPT).values("pk")
    Candidate.objects.filter(draw__in=old).exclude(name="").update(name="", reach="")


@periodic(timedelta(days=1))
def forget_guests() -> None:
    limit = timezone.localdate() - GUESTS_KEPT
    Guest.objects.filter(ends_on__lt=limit).exclude(email="").update(name="", email="")
    gone = Guest.objects.filter(withdrawn_at__lt=timezone.now() - GUESTS_KEPT)
    gone.exclude(email="").update(name="", email="")
