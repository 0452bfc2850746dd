"""Pages of the paths, and the rooms of a delegation's own space."""

from fabrique.accompaniment.workspace.views.paths import cohort_page, territory_page
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
    "calls",
    "cards",
    "cohort_page",
    "consultations",
    "decisions",
    "edit_card",
    "minutes",
    "move_call",
    "notice",
    "now",
    "periods",
    "position",
    "positions",
    "remove_card",
    "remove_period",
    "remove_victory",
    "territory_page",
    "victories",
    "wall",
]
