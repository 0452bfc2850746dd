"""Every write of the agenda."""

from fabrique.ground.agenda.actions.events import (
    add_event,
    announce_event,
    edit_event,
    keep_in_step,
    move_event,
    reason_not_to_move,
)
from fabrique.ground.agenda.actions.feeds import open_feed
from fabrique.ground.agenda.actions.registrations import register, register_guest, withdraw, withdraw_guest
from fabrique.ground.agenda.actions.room import (
    add_walk_in,
    answer_hot,
    answer_hot_guest,
    count_person,
    enter_room,
    hot_digest,
    mark_attendance,
    may_be_counted,
    open_room,
)
from fabrique.ground.agenda.actions.series import add_series, draw_dates, edit_series

__all__ = [
    "add_event",
    "add_series",
    "add_walk_in",
    "announce_event",
    "answer_hot",
    "answer_hot_guest",
    "count_person",
    "draw_dates",
    "edit_event",
    "edit_series",
    "enter_room",
    "hot_digest",
    "keep_in_step",
    "mark_attendance",
    "may_be_counted",
    "move_event",
    "open_feed",
    "open_room",
    "reason_not_to_move",
    "register",
    "register_guest",
    "withdraw",
    "withdraw_guest",
]
