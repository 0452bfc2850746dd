"""What the worker does for the hotline: recall what is late."""

from datetime import timedelta

from fabrique.accompaniment.support import actions
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=1))
def recall_late_questions() -> None:
    actions.recall_late_questions()
