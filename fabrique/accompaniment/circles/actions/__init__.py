"""Every write of a wider circle and of a draw."""

from fabrique.accompaniment.circles.actions.circles import (
    add_circle,
    close_item,
    edit_circle,
    invite,
    open_item,
    say_readiness,
    withdraw,
)
from fabrique.accompaniment.circles.actions.draws import (
    abandon,
    draw_people,
    forget,
    freeze,
    move_draw,
    publish_seed,
    replace,
)
from fabrique.accompaniment.circles.actions.lists import (
    add_candidates,
    edit_draw,
    open_draw,
    remove_candidate,
    set_bands,
)

__all__ = [
    "abandon",
    "add_candidates",
    "add_circle",
    "close_item",
    "draw_people",
    "edit_circle",
    "edit_draw",
    "forget",
    "freeze",
    "invite",
    "move_draw",
    "open_draw",
    "open_item",
    "publish_seed",
    "remove_candidate",
    "replace",
    "say_readiness",
    "set_bands",
    "withdraw",
]
