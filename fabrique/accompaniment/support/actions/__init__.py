"""Every write of the help between sessions. The journal says who did what, never what was said."""

from fabrique.accompaniment.support.actions.forum import (
    begin_thread,
    follow_in_forum,
    follow_in_hotline,
    note_forum,
    reason_not_to_follow,
    reply,
    settle,
)
from fabrique.accompaniment.support.actions.help import (
    ANSWER_WITHIN,
    ask,
    book_slot,
    move_alert,
    move_question,
    move_slot,
    offer_slot,
    raise_alert,
    write,
    write_rules,
)
from fabrique.accompaniment.support.actions.news import recall_late_questions

__all__ = [
    "ANSWER_WITHIN",
    "ask",
    "begin_thread",
    "book_slot",
    "follow_in_forum",
    "follow_in_hotline",
    "move_alert",
    "move_question",
    "move_slot",
    "note_forum",
    "offer_slot",
    "raise_alert",
    "reason_not_to_follow",
    "recall_late_questions",
    "reply",
    "settle",
    "write",
    "write_rules",
]
