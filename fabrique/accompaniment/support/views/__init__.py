"""Screens of the help between sessions."""

from fabrique.accompaniment.support.views.alerts import (
    alert,
    close_alert,
    follow_alert,
    raise_alert,
    rules,
    write_rules,
)
from fabrique.accompaniment.support.views.forum import forum, settle, thread
from fabrique.accompaniment.support.views.notes import follow_in_forum, follow_in_hotline, forum_notes
from fabrique.accompaniment.support.views.questions import ask, home, move_question, question
from fabrique.accompaniment.support.views.slots import book_slot, move_slot, offer_slot

__all__ = [
    "alert",
    "ask",
    "book_slot",
    "close_alert",
    "follow_alert",
    "follow_in_forum",
    "follow_in_hotline",
    "forum",
    "forum_notes",
    "home",
    "move_question",
    "move_slot",
    "offer_slot",
    "question",
    "raise_alert",
    "rules",
    "settle",
    "thread",
    "write_rules",
]
