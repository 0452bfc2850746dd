"""Every write of a pair. The journal says that something was written, never what, and news carry no word of it."""

from fabrique.accompaniment.pairs.actions.space import (
    decide,
    end_mandate,
    give_mandate,
    open_point,
    withdraw_point,
    write_side,
)
from fabrique.accompaniment.pairs.actions.together import answer, end, propose
from fabrique.accompaniment.pairs.actions.words import agree_on_text, open_definition, propose_text, state

__all__ = [
    "agree_on_text",
    "answer",
    "decide",
    "end",
    "end_mandate",
    "give_mandate",
    "open_definition",
    "open_point",
    "propose",
    "propose_text",
    "state",
    "withdraw_point",
    "write_side",
]
