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
from fabrique.ground.messages.actions.letters import (
    decide,
    forget_guests,
    forget_words,
    gather_digests,
    notify,
    refuse,
    want_again,
)
from fabrique.ground.messages.actions.suggestions import accept_suggestion, decline_suggestion, suggest

__all__ = [
    "accept_suggestion",
    "add_free_item",
    "add_offer",
    "archive_issue",
    "begin_issue",
    "decide",
    "decline_suggestion",
    "edit_issue",
    "edit_item",
    "forget_guests",
    "forget_words",
    "gather_digests",
    "move_issue",
    "notify",
    "refuse",
    "remove_item",
    "schedule_issue",
    "send_issue",
    "shift_item",
    "suggest",
    "want_again",
]
