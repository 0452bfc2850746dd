from fabrique.accompaniment.evaluation.views.effects import (
    add_evidence,
    effect_page,
    remove_evidence,
    snowball,
    tie,
    untie,
)
from fabrique.accompaniment.evaluation.views.findings import (
    answer,
    edit_effect,
    edit_limit,
    move_effect,
    move_limit,
    propose_effect,
    propose_limit,
    readings,
    set_aside,
)
from fabrique.accompaniment.evaluation.views.followups import follow_up, move_follow_up, record_follow_up
from fabrique.accompaniment.evaluation.views.matrices import cohort_matrices, families
from fabrique.accompaniment.evaluation.views.place import place
from fabrique.accompaniment.evaluation.views.value import add_sheet, add_story, edit_sheet, edit_story, turn, value
from fabrique.accompaniment.evaluation.views.viewpoints import (
    ask,
    edit_lesson,
    express,
    give_up,
    lessons,
    remove_lesson,
)

__all__ = [
    "add_evidence",
    "add_sheet",
    "add_story",
    "answer",
    "ask",
    "cohort_matrices",
    "edit_effect",
    "edit_lesson",
    "edit_limit",
    "edit_sheet",
    "edit_story",
    "effect_page",
    "express",
    "families",
    "follow_up",
    "give_up",
    "lessons",
    "move_effect",
    "move_follow_up",
    "move_limit",
    "place",
    "propose_effect",
    "propose_limit",
    "readings",
    "record_follow_up",
    "remove_evidence",
    "remove_lesson",
    "set_aside",
    "snowball",
    "tie",
    "turn",
    "untie",
    "value",
]
