"""Every write on the sessions of a cohort."""

from fabrique.accompaniment.programme.actions.delegations import (
    answer_prior_question,
    ask_before,
    keep_output,
    mark_seat,
    reason_not_counted,
    reason_too_late,
)
from fabrique.accompaniment.programme.actions.kits import add_document, count_view, remove_document
from fabrique.accompaniment.programme.actions.minutes import (
    ask_change,
    propose_minutes,
    publish_minutes,
    reason_not_to_publish,
    settle_remark,
    write_minutes,
)
from fabrique.accompaniment.programme.actions.sequences import add_sequence, raise_sequence, remove_sequence
from fabrique.accompaniment.programme.actions.sessions import (
    add_session,
    edit_session,
    move_session,
    reason_not_to_move,
)

__all__ = [
    "add_document",
    "add_sequence",
    "add_session",
    "answer_prior_question",
    "ask_before",
    "ask_change",
    "count_view",
    "edit_session",
    "keep_output",
    "mark_seat",
    "move_session",
    "propose_minutes",
    "publish_minutes",
    "raise_sequence",
    "reason_not_counted",
    "reason_not_to_move",
    "reason_not_to_publish",
    "reason_too_late",
    "remove_document",
    "remove_sequence",
    "settle_remark",
    "write_minutes",
]
