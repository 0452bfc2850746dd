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
from fabrique.accompaniment.evaluation.actions.followups import draw_follow_ups, move_follow_up, record_follow_up
from fabrique.accompaniment.evaluation.actions.papers import (
    add_chapter,
    answer_paper,
    begin_paper,
    edit_chapter,
    move_paper,
    remove_chapter,
    rewrite_paper,
)
from fabrique.accompaniment.evaluation.actions.reminders import asks_elsewhere, recall_follow_ups, remind_viewpoints
from fabrique.accompaniment.evaluation.actions.snowball import add_evidence, remove_evidence, tie, untie
from fabrique.accompaniment.evaluation.actions.value import (
    add_sheet,
    edit_sheet,
    edit_story,
    tell_change,
    turn_into_effect,
)
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
    "add_chapter",
    "add_evidence",
    "add_lesson",
    "add_sheet",
    "answer_limit",
    "answer_paper",
    "ask_viewpoint",
    "asks_elsewhere",
    "begin_paper",
    "draw_follow_ups",
    "edit_chapter",
    "edit_finding",
    "edit_lesson",
    "edit_sheet",
    "edit_story",
    "express_viewpoint",
    "give_up_viewpoint",
    "move_follow_up",
    "move_paper",
    "propose_effect",
    "propose_limit",
    "publish",
    "reason_not_to_move",
    "recall_follow_ups",
    "record_follow_up",
    "remind_viewpoints",
    "remove_chapter",
    "remove_evidence",
    "remove_lesson",
    "rewrite_paper",
    "set_aside",
    "table",
    "tell_change",
    "tie",
    "turn_into_effect",
    "untie",
]
