"""What the worker does for the permanence: guests are forgotten."""

from datetime import timedelta

from fabrique.core.tasks import periodic
from fabrique.ground.permanences import actions


@periodic(timedelta(days=1))
def forget_guests() -> None:
    actions.forget_guests()
