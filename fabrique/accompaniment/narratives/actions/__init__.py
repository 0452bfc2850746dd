"""Every write on what is told."""

from fabrique.accompaniment.narratives.actions.around import (
    clear_link,
    edit_reply,
    mark_link,
    note_reuse,
    write_reply,
)
from fabrique.accompaniment.narratives.actions.narratives import begin, edit, move, reason_not_to_move
from fabrique.accompaniment.narratives.actions.passages import (
    add_passage,
    edit_passage,
    move_consent,
    remove_passage,
)
from fabrique.accompaniment.narratives.actions.quoted import answer, ask_correction, close_link, send_link
from fabrique.accompaniment.narratives.actions.strategy import (
    add_carrier,
    add_local_media,
    edit_local_media,
    remove_carrier,
    remove_local_media,
    write_line,
)

__all__ = [
    "add_carrier",
    "add_local_media",
    "add_passage",
    "answer",
    "ask_correction",
    "begin",
    "clear_link",
    "close_link",
    "edit",
    "edit_local_media",
    "edit_passage",
    "edit_reply",
    "mark_link",
    "move",
    "move_consent",
    "note_reuse",
    "reason_not_to_move",
    "remove_carrier",
    "remove_local_media",
    "remove_passage",
    "send_link",
    "write_line",
    "write_reply",
]
