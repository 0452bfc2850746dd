from fabrique.accompaniment.pairs.views.space import (
    answer,
    decide,
    end,
    end_mandate,
    give_mandate,
    mine,
    open_point,
    pair,
    propose,
    side,
    withdraw_point,
)
from fabrique.accompaniment.pairs.views.words import agree_on_text, open_word, propose_text, state, word

__all__ = [
    "agree_on_text",
    "answer",
    "decide",
    "end",
    "end_mandate",
    "give_mandate",
    "mine",
    "open_point",
    "open_word",
    "pair",
    "propose",
    "propose_text",
    "side",
    "state",
    "withdraw_point",
    "word",
]
