"""Every write on cohorts: open one, compose it, lead it from state to state."""

from fabrique.accompaniment.cohorts.actions.composition import (
    add_partner,
    delegation_scope,
    edit_cohort,
    edit_partner,
    held,
    join_territory,
    leave_territory,
    move_cohort,
    next_order,
    open_cohort,
    reason_not_to_move,
    remove_ambition,
    remove_partner,
    set_ambition,
)
from fabrique.accompaniment.cohorts.actions.design import answer_lever, declare_load, remove_load
from fabrique.accompaniment.cohorts.actions.phases import (
    add_phase,
    edit_phase,
    reason_not_to_remove,
    remove_phase,
    reorder_phases,
)

__all__ = [
    "add_partner",
    "add_phase",
    "answer_lever",
    "declare_load",
    "delegation_scope",
    "edit_cohort",
    "edit_partner",
    "edit_phase",
    "held",
    "join_territory",
    "leave_territory",
    "move_cohort",
    "next_order",
    "open_cohort",
    "reason_not_to_move",
    "reason_not_to_remove",
    "remove_ambition",
    "remove_load",
    "remove_partner",
    "remove_phase",
    "reorder_phases",
    "set_ambition",
]
