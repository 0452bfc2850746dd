"""The wider circle, the draw of citizens, and who comes over time."""

from fabrique.accompaniment.circles.views.circles import (
    circle,
    close_item,
    edit_circle,
    guest,
    home,
    invite,
    open_item,
    readiness,
    withdraw,
)
from fabrique.accompaniment.circles.views.diversity import diversity, diversity_of_cohort
from fabrique.accompaniment.circles.views.draws import (
    abandon,
    draw,
    draws,
    edit_draw,
    freeze,
    method,
    minutes,
    move_draw,
    seed,
    sheet,
)
from fabrique.accompaniment.circles.views.lists import bands, candidates, remove_candidate, replace

__all__ = [
    "abandon",
    "bands",
    "candidates",
    "circle",
    "close_item",
    "diversity",
    "diversity_of_cohort",
    "draw",
    "draws",
    "edit_circle",
    "edit_draw",
    "freeze",
    "guest",
    "home",
    "invite",
    "method",
    "minutes",
    "move_draw",
    "open_item",
    "readiness",
    "remove_candidate",
    "replace",
    "seed",
    "sheet",
    "withdraw",
]
