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
    "edit_contribution",
    "edit_group",
    "edit_statement",
    "entry",
    "group",
    "groups",
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
    "thread",
    "withdraw_invitation",
]
