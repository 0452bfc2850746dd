"""The comparison for those who lead, the topics of a cohort, the room of a delegation, the page of everybody."""

from fabrique.accompaniment.convergences.views.comparison import compare, detect, threshold
from fabrique.accompaniment.convergences.views.rooms import name, room, vote
from fabrique.accompaniment.convergences.views.topics import close, drop, edit_topic, move_topic, plan, topic
from fabrique.accompaniment.convergences.views.wordings import (
    edit_wording,
    order_wording,
    page,
    publish_wording,
    remove_wording,
    take_up,
    wordings,
)

__all__ = [
    "close",
    "compare",
    "detect",
    "drop",
    "edit_topic",
    "edit_wording",
    "move_topic",
    "name",
    "order_wording",
    "page",
    "plan",
    "publish_wording",
    "remove_wording",
    "room",
    "take_up",
    "threshold",
    "topic",
    "vote",
    "wordings",
]
