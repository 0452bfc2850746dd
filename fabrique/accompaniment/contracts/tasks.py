"""What the worker does: recall the contracts whose day has come."""

from datetime import timedelta

from fabrique.accompaniment.contracts import actions
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=6))
def recall_contracts() -> None:
    actions.recall_contracts()
