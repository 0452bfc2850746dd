"""What the worker does here: recall the moments that have come to those who carry a resolution (R414)."""

from datetime import timedelta

from fabrique.accompaniment.agora.actions import recall_follow_ups
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=12))
def recall_what_has_come() -> None:
    recall_follow_ups()
