"""Every write of what is done with the institution."""

from fabrique.accompaniment.institutions.actions.notes import (
    answer_note,
    begin_note,
    edit_note,
    hand_note,
)
from fabrique.accompaniment.institutions.actions.recalls import keepers_of, recall_sheets
from fabrique.accompaniment.institutions.actions.relations import (
    end_contact,
    remove_decision_date,
    remove_joint_event,
    set_contact,
    set_decision_date,
    set_joint_event,
)
from fabrique.accompaniment.institutions.actions.sheets import add_sheet, change_partner, entrust_sheet, move_sheet

__all__ = [
    "add_sheet",
    "answer_note",
    "begin_note",
    "change_partner",
    "edit_note",
    "end_contact",
    "entrust_sheet",
    "hand_note",
    "keepers_of",
    "move_sheet",
    "recall_sheets",
    "remove_decision_date",
    "remove_joint_event",
    "set_contact",
    "set_decision_date",
    "set_joint_event",
]
