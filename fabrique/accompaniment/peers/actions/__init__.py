"""Every write of a peer group. Of what a member writes the journal holds no line: its hour would name them (ADR 0081)."""

from fabrique.accompaniment.peers.actions.groups import (
    candidates,
    decline,
    edit_group,
    enter,
    leave,
    move,
    open_group,
    propose,
    reason_not_to,
    withdraw_invitation,
)
from fabrique.accompaniment.peers.actions.synthesis import (
    answer_statement,
    codes_in,
    draft_statement,
    edit_statement,
    missing,
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
    "candidates",
    "codes_in",
    "contribute",
    "decline",
    "draft_statement",
    "edit_contribution",
    "edit_group",
    "edit_statement",
    "enter",
    "leave",
    "missing",
    "move",
    "open_group",
    "propose",
    "reason_not_to",
    "release",
    "remove_contribution",
    "remove_message",
    "remove_statement",
    "say",
    "take_back",
    "withdraw_invitation",
]
