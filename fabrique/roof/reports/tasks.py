"""What the worker does: look whether a chapter already agreed to has changed."""

from datetime import timedelta

from fabrique.core.tasks import periodic
from fabrique.roof.reports import actions


@periodic(timedelta(hours=1))
def notice_changes() -> None:
    actions.notice_changes()
