"""What the worker does for vaults: openings that are over, months of readings that are old enough to go."""

from datetime import timedelta

from fabrique.core import access
from fabrique.core.tasks import periodic
from fabrique.core.vault import keys


@periodic(timedelta(minutes=5))
def sweep() -> None:
    keys.sweep()


@periodic(timedelta(days=1))
def drop_old_readings() -> None:
    access.drop_old()
