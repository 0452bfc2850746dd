from fabrique.accompaniment.delegations.views.board import add_category, board_page, needs
from fabrique.accompaniment.delegations.views.place import (
    add_seat,
    answer_state,
    delegation,
    edit_seat,
    executive,
    explain,
    leave_seat,
    referent,
    secretariat,
    state,
)

__all__ = [
    "add_category",
    "add_seat",
    "answer_state",
    "board_page",
    "delegation",
    "edit_seat",
    "executive",
    "explain",
    "leave_seat",
    "needs",
    "referent",
    "secretariat",
    "state",
]
