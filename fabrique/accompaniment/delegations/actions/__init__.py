"""Every write on delegations."""

from fabrique.accompaniment.delegations.actions.composition import (
    add_category,
    add_seat,
    answer_for_state,
    edit_seat,
    invite_state,
    leave_seat,
    name_referent,
    set_need,
    write_executive,
)
from fabrique.accompaniment.delegations.actions.support import (
    choose_light_mode,
    end_assistance,
    leave_light_mode,
    lend_right,
    write_economic_place,
)

__all__ = [
    "add_category",
    "add_seat",
    "answer_for_state",
    "choose_light_mode",
    "edit_seat",
    "end_assistance",
    "invite_state",
    "leave_light_mode",
    "leave_seat",
    "lend_right",
    "name_referent",
    "set_need",
    "write_economic_place",
    "write_executive",
]
