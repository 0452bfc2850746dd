"""Every write on what changed, what resists and what each says of it."""

from fabrique.accompaniment.evaluation.actions.findings import (
    accept,
    answer_limit,
    edit_finding,
    propose_effect,
    propose_limit,
    publish,
    reason_not_to_move,
    set_aside,
    table,
)
from fabrique.accompaniment.evaluation.actions.snowball import add_evidence, remove_evidence, tie, untie
from fabrique.accompaniment.evaluation.actions.viewpoints import (
    add_lesson,
    ask_viewpoint,
    edit_lesson,
    express_viewpoint,
    give_up_viewpoint,
    remove_lesson,
)

__all__ = [
    "accept",
    "add_evidence",
    "add_lesson",
    "answer_limit",
    "ask_viewpoint",
    "edit_finding",
    "edit_lesson",
    "express_viewpoint",
    "give_up_viewpoint",
    "propose_effect",
    "propose_limit",
    "publish",
    "reason_not_to_move",
    "remove_evidence",
    "remove_lesson",
    "set_aside",
    "table",
    "tie",
    "untie",
]
