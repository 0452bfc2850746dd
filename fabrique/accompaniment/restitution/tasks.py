"""What the worker does: destroy the keys of versions that were replaced or withdrawn."""

from datetime import timedelta

from fabrique.accompaniment.restitution import actions
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=1))
def erase_editions() -> None:
    actions.erase_editions()
