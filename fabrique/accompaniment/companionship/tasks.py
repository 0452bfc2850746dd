"""What the worker does here: recall the points that are due, to the one in charge and nobody else (R529)."""

from datetime import timedelta

from fabrique.accompaniment.companionship.actions import recall_points
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=12))
def recall_what_is_due() -> None:
    recall_points()
