"""Every write of a circle. The journal says that something was said, never what, nor of which territory."""

from fabrique.accompaniment.supervision.actions.cases import edit_case, move_case, reply, write_case
from fabrique.accompaniment.supervision.actions.circles import (
    edit_circle,
    leave,
    open_circle,
    set_meeting,
    settle_member,
    volunteer,
)
from fabrique.accompaniment.supervision.actions.lessons import (
    answer_for_place,
    edit_lesson,
    judge,
    missing,
    offer,
    release,
    take_back,
    write_lesson,
)

__all__ = [
    "answer_for_place",
    "edit_case",
    "edit_circle",
    "edit_lesson",
    "judge",
    "leave",
    "missing",
    "move_case",
    "offer",
    "open_circle",
    "release",
    "reply",
    "set_meeting",
    "settle_member",
    "take_back",
    "volunteer",
    "write_case",
    "write_lesson",
]
