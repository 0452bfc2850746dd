"""Every write of a peer group. Of what a member writes the journal holds no line: its hour would name them (ADR 0081)."""

from fabrique.accompaniment.peers.actions.groups import (
    decline,
    edit_group,
    enter,
    leave,
    move,
    open_group,
    propose,
    withdraw_invitation,
)
from fabrique.accompaniment.peers.actions.handing import decline_to_facilitate, hand_over, take_over
from fabrique.accompaniment.peers.actions.synthesis import (
    answer_statement,
    draft_statement,
    edit_statement,
    release,
    remove_statement,
    take_back,
)
from fabrique.accompaniment.peers.actions.words import (
    contribute,
    edit_contribution,
    remove_contribution,
    remove_message,
    say,
)

__all__ = [
    "answer_statement",
    "contribute",
    "decline",
    "decline_to_facilitate",
    "draft_statement",
    "edit_contribution",
    "edit_group",
    "edit_statement",
    "enter",
    "hand_over",
    "leave",
    "move",
    "open_group",
    "propose",
    "release",
    "remove_contribution",
    "remove_message",
    "remove_statement",
    "say",
    "take_back",
    "take_over",
    "withdraw_invitation",
]
