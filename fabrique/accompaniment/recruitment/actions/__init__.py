"""Every write that brings territories into a cohort."""

from fabrique.accompaniment.recruitment.actions.candidacies import (
    ANSWERS,
    missing,
    move_candidacy,
    open_candidacy,
    propose_territory,
    reason_not_to_move,
    write_candidacy,
)
from fabrique.accompaniment.recruitment.actions.conditions import (
    agree_on_sheet,
    end_commitment,
    record_commitment,
    set_condition,
    sign_commitment,
    write_sheet,
)
from fabrique.accompaniment.recruitment.actions.preparation import (
    COMMITMENT,
    add_event,
    add_prerequisite,
    edit_event,
    edit_prerequisite,
    reason_to_keep,
    remove_event,
    remove_prerequisite,
    take_over_lines,
    terms_of,
    write_terms,
)

__all__ = [
    "ANSWERS",
    "COMMITMENT",
    "add_event",
    "add_prerequisite",
    "agree_on_sheet",
    "edit_event",
    "edit_prerequisite",
    "end_commitment",
    "missing",
    "move_candidacy",
    "open_candidacy",
    "propose_territory",
    "reason_not_to_move",
    "reason_to_keep",
    "record_commitment",
    "remove_event",
    "remove_prerequisite",
    "set_condition",
    "sign_commitment",
    "take_over_lines",
    "terms_of",
    "write_candidacy",
    "write_sheet",
    "write_terms",
]
