"""Every write of an Agora. Of what is said in the name of a category the journal holds no line (ADR 0081)."""

from fabrique.accompaniment.agora.actions.agoras import edit_agora, gather, move, open_agora, open_local, waiting_words
from fabrique.accompaniment.agora.actions.answers import agree, answer
from fabrique.accompaniment.agora.actions.debates import prepare_debate
from fabrique.accompaniment.agora.actions.followups import follow, recall_follow_ups, tell
from fabrique.accompaniment.agora.actions.resolutions import (
    carry,
    dissent,
    drop,
    edit_resolution,
    move_resolution,
    propose,
    put_down,
    reason_not_to,
)
from fabrique.accompaniment.agora.actions.words import (
    add_item,
    discuss,
    edit_convergence,
    edit_item,
    group,
    remove_remark,
    ungroup,
    withdraw_item,
)

__all__ = [
    "add_item",
    "agree",
    "answer",
    "carry",
    "discuss",
    "dissent",
    "drop",
    "edit_agora",
    "edit_convergence",
    "edit_item",
    "edit_resolution",
    "follow",
    "gather",
    "group",
    "move",
    "move_resolution",
    "open_agora",
    "open_local",
    "prepare_debate",
    "propose",
    "put_down",
    "reason_not_to",
    "recall_follow_ups",
    "remove_remark",
    "tell",
    "ungroup",
    "waiting_words",
    "withdraw_item",
]
