"""Every write of a delegation's space."""

from fabrique.accompaniment.workspace.actions.memory import (
    add_card,
    add_consultation,
    add_period,
    edit_card,
    move_call,
    remove_card,
    remove_period,
    spot_call,
    write_decision,
    write_notice,
)
from fabrique.accompaniment.workspace.actions.methods import begin_method, move_method, write_method
from fabrique.accompaniment.workspace.actions.reflections import (
    add_pause,
    note_misstep,
    remove_misstep,
    remove_pause,
    share_misstep,
)
from fabrique.accompaniment.workspace.actions.returns import add_followers, follow
from fabrique.accompaniment.workspace.actions.reviews import foresee, note_answer, plan_review
from fabrique.accompaniment.workspace.actions.turning import add_victory, remove_victory, take_position

__all__ = [
    "add_card",
    "add_consultation",
    "add_followers",
    "add_pause",
    "add_period",
    "add_victory",
    "begin_method",
    "edit_card",
    "follow",
    "foresee",
    "move_call",
    "move_method",
    "note_answer",
    "note_misstep",
    "plan_review",
    "remove_card",
    "remove_misstep",
    "remove_pause",
    "remove_period",
    "remove_victory",
    "share_misstep",
    "spot_call",
    "take_position",
    "write_decision",
    "write_method",
    "write_notice",
]
