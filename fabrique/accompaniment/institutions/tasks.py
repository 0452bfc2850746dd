"""What the worker does: recall the sheets whose day has come."""

from datetime import timedelta

from fabrique.accompaniment.institutions import actions
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=6))
def recall_sheets() -> None:
    actions.recall_sheets()
