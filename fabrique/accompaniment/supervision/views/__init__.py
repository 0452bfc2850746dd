"""The circles, what is said in them, and what they let go."""

from fabrique.accompaniment.supervision.views.cases import case, edit_case, learn_from_case, move_case, write_case
from fabrique.accompaniment.supervision.views.circles import (
    circle,
    edit_circle,
    home,
    leave,
    open_circle,
    set_meeting,
    settle_member,
    volunteer,
)
from fabrique.accompaniment.supervision.views.lessons import (
    asked,
    edit_lesson,
    judge,
    lesson,
    lessons,
    offer,
    release,
    take_back,
    write_lesson,
)

__all__ = [
    "asked",
    "case",
    "circle",
    "edit_case",
    "edit_circle",
    "edit_lesson",
    "home",
    "judge",
    "learn_from_case",
    "leave",
    "lesson",
    "lessons",
    "move_case",
    "offer",
    "open_circle",
    "release",
    "set_meeting",
    "settle_member",
    "take_back",
    "volunteer",
    "write_case",
    "write_lesson",
]
