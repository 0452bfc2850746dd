"""Every write of the area: companions and their points, pairs, trips, what is done together."""

from fabrique.accompaniment.companionship.actions.companions import (
    ask_witness,
    edit_companion,
    invite,
    move_companion,
    move_point,
    show_companion,
    tell_witness,
    write_point,
)
from fabrique.accompaniment.companionship.actions.news import recall_points
from fabrique.accompaniment.companionship.actions.pairs import answer_pair, end_pair, propose_pair
from fabrique.accompaniment.companionship.actions.together import close_shelf, open_shelf, set_rebound
from fabrique.accompaniment.companionship.actions.trips import (
    add_share,
    edit_trip,
    end_visit,
    join_trip,
    move_trip,
    open_trip,
    propose_trip,
    reason_not_to_move_trip,
    remove_share,
    show_trip,
    tell_trip,
)

__all__ = [
    "add_share",
    "answer_pair",
    "ask_witness",
    "close_shelf",
    "edit_companion",
    "edit_trip",
    "end_pair",
    "end_visit",
    "invite",
    "join_trip",
    "move_companion",
    "move_point",
    "move_trip",
    "open_shelf",
    "open_trip",
    "propose_pair",
    "propose_trip",
    "reason_not_to_move_trip",
    "recall_points",
    "remove_share",
    "set_rebound",
    "show_companion",
    "show_trip",
    "tell_trip",
    "tell_witness",
    "write_point",
]
