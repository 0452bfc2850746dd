"""The board of what is done with the institution, the contacts of those who walk, and the public page."""

from fabrique.accompaniment.institutions.views.lessons import lessons, lessons_file
from fabrique.accompaniment.institutions.views.notes import answer, begin, edit_note, hand, notes
from fabrique.accompaniment.institutions.views.relations import (
    add_contact,
    add_decision_date,
    add_joint_event,
    contacts,
    edit_contact,
    edit_decision_date,
    edit_joint_event,
    end_contact,
    relations,
    remove_decision_date,
    remove_joint_event,
)
from fabrique.accompaniment.institutions.views.sheets import entrust, hand_over, move, public, sheets

__all__ = [
    "add_contact",
    "add_decision_date",
    "add_joint_event",
    "answer",
    "begin",
    "contacts",
    "edit_contact",
    "edit_decision_date",
    "edit_joint_event",
    "edit_note",
    "end_contact",
    "entrust",
    "hand",
    "hand_over",
    "lessons",
    "lessons_file",
    "move",
    "notes",
    "public",
    "relations",
    "remove_decision_date",
    "remove_joint_event",
    "sheets",
]
