"""Every write of the area: news for a person, what they no longer want, decisions on letters, infolettres."""

from fabrique.ground.messages.actions.issues import (
    add_free_item,
    add_offer,
    archive_issue,
    begin_issue,
    edit_issue,
    edit_item,
    move_issue,
    remove_item,
    schedule_issue,
    send_issue,
    shift_item,
)
from fabrique.ground.messages.actions.letters import decide, gather_digests, notify, refuse, want_again

__all__ = [
    "add_free_item",
    "add_offer",
    "archive_issue",
    "begin_issue",
    "decide",
    "edit_issue",
    "edit_item",
    "gather_digests",
    "move_issue",
    "notify",
    "refuse",
    "remove_item",
    "schedule_issue",
    "send_issue",
    "shift_item",
    "want_again",
]
