"""Every write of the help between sessions. The journal says who did what, never what was said."""

from fabrique.accompaniment.support.actions.forum import begin_thread, reply, settle
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

__all__ = [
    "ANSWER_WITHIN",
    "ask",
    "begin_thread",
    "book_slot",
    "move_alert",
    "move_question",
    "move_slot",
    "offer_slot",
    "raise_alert",
    "reply",
    "settle",
    "write",
    "write_rules",
]
