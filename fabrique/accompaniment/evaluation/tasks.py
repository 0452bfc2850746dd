"""What the worker does here: points drawn once a path is over, and gentle letters (R480, R491)."""

from datetime import timedelta

from fabrique.accompaniment.evaluation import actions
from fabrique.core.tasks import periodic


@periodic(timedelta(hours=12))
def draw_what_comes() -> None:
    actions.draw_follow_ups()


@periodic(timedelta(hours=12))
def recall_what_is_due() -> None:
    actions.remind_viewpoints()
    actions.recall_follow_ups()
