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
from fabrique.accompaniment.workspace.actions.turning import add_victory, remove_victory, take_position

__all__ = [
    "add_card",
    "add_consultation",
    "add_period",
    "add_victory",
    "edit_card",
    "move_call",
    "remove_card",
    "remove_period",
    "remove_victory",
    "spot_call",
    "take_position",
    "write_decision",
    "write_notice",
]
