"""Every write of the comparison: topics, voices of delegations, consents of territories, the public page."""

from fabrique.accompaniment.convergences.actions.places import agree_to_be_named, give_vote, withdraw_name
from fabrique.accompaniment.convergences.actions.topics import (
    close,
    detect,
    drop,
    edit_topic,
    move_topic,
    plan,
    reason_not_to_move,
    set_threshold,
)
from fabrique.accompaniment.convergences.actions.wordings import (
    add_wording,
    edit_wording,
    order_wording,
    publish_wording,
    remove_wording,
    take_up_published,
    unpublish_wording,
)

__all__ = [
    "add_wording",
    "agree_to_be_named",
    "close",
    "detect",
    "drop",
    "edit_topic",
    "edit_wording",
    "give_vote",
    "move_topic",
    "order_wording",
    "plan",
    "publish_wording",
    "reason_not_to_move",
    "remove_wording",
    "set_threshold",
    "take_up_published",
    "unpublish_wording",
    "withdraw_name",
]
