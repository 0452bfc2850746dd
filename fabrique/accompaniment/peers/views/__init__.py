"""Groups of peers: formed, entered, spoken in, and what they let out."""

from fabrique.accompaniment.peers.views.groups import (
    another_way,
    decline,
    edit_group,
    entry,
    groups,
    leave,
    members,
    mine,
    move,
    open_group,
    withdraw_invitation,
)
from fabrique.accompaniment.peers.views.handing import decline_to_facilitate, hand_over, take_over
from fabrique.accompaniment.peers.views.synthesis import (
    answer,
    edit_statement,
    release,
    remove_statement,
    said,
    synthesis,
    take_back,
)
from fabrique.accompaniment.peers.views.words import (
    edit_contribution,
    group,
    remove_contribution,
    remove_message,
    step,
    thread,
)

__all__ = [
    "another_way",
    "answer",
    "decline",
    "decline_to_facilitate",
    "edit_contribution",
    "edit_group",
    "edit_statement",
    "entry",
    "group",
    "groups",
    "hand_over",
    "leave",
    "members",
    "mine",
    "move",
    "open_group",
    "release",
    "remove_contribution",
    "remove_message",
    "remove_statement",
    "said",
    "step",
    "synthesis",
    "take_back",
    "take_over",
    "thread",
    "withdraw_invitation",
]
