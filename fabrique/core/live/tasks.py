from datetime import timedelta

from fabrique.core.live import log
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=6))
def trim_changes() -> None:
    log.trim()
