"""Pages of the paths, and the rooms of a delegation's own space."""

from fabrique.accompaniment.workspace.views.actors import who_is_who
from fabrique.accompaniment.workspace.views.closing import closing_day, cohort_ambitions
from fabrique.accompaniment.workspace.views.diagnostic import diagnostic
from fabrique.accompaniment.workspace.views.methods import edit_method, method, method_file, methods, move_method
from fabrique.accompaniment.workspace.views.paths import cohort_page, territory_page
from fabrique.accompaniment.workspace.views.practice import (
    board,
    foresee,
    note_answer,
    note_misstep,
    pause_format,
    pauses,
    remove_misstep,
    remove_pause,
    reviews,
    share_misstep,
)
from fabrique.accompaniment.workspace.views.returns import follow, followers
from fabrique.accompaniment.workspace.views.space import (
    calls,
    cards,
    consultations,
    decisions,
    edit_card,
    minutes,
    move_call,
    notice,
    now,
    periods,
    remove_card,
    remove_period,
)
from fabrique.accompaniment.workspace.views.turning import (
    position,
    positions,
    remove_victory,
    victories,
    wall,
)

__all__ = [
    "board",
    "calls",
    "cards",
    "closing_day",
    "cohort_ambitions",
    "cohort_page",
    "consultations",
    "decisions",
    "diagnostic",
    "edit_card",
    "edit_method",
    "follow",
    "followers",
    "foresee",
    "method",
    "method_file",
    "methods",
    "minutes",
    "move_call",
    "move_method",
    "note_answer",
    "note_misstep",
    "notice",
    "now",
    "pause_format",
    "pauses",
    "periods",
    "position",
    "positions",
    "remove_card",
    "remove_misstep",
    "remove_pause",
    "remove_period",
    "remove_victory",
    "reviews",
    "share_misstep",
    "territory_page",
    "victories",
    "wall",
    "who_is_who",
]
