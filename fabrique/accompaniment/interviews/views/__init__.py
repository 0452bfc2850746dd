from fabrique.accompaniment.interviews.views.analysing import agreement, coverage, search
from fabrique.accompaniment.interviews.views.coding import blind, coding, edit_extract, remove_extract
from fabrique.accompaniment.interviews.views.listening import begin, bring, erase, facts, home, room, save

__all__ = [
    "agreement",
    "begin",
    "blind",
    "bring",
    "coding",
    "coverage",
    "edit_extract",
    "erase",
    "facts",
    "home",
    "remove_extract",
    "room",
    "save",
    "search",
]
