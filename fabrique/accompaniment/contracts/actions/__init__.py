"""Every write on contracts, their lines and the dialogue around them."""

from fabrique.accompaniment.contracts.actions.contracts import (
    edit_contract,
    move_contract,
    open_contract,
    recall_contracts,
)
from fabrique.accompaniment.contracts.actions.inside import do_next_step, log_exchange, remove_line, set_line

__all__ = [
    "do_next_step",
    "edit_contract",
    "log_exchange",
    "move_contract",
    "open_contract",
    "recall_contracts",
    "remove_line",
    "set_line",
]
