"""Every write of an interview. What is written is sealed before it leaves the memory; the journal says that it was."""

from fabrique.accompaniment.interviews.actions.coding import code, recode, remove
from fabrique.accompaniment.interviews.actions.erasing import erase, settle_withdrawals
from fabrique.accompaniment.interviews.actions.listening import LONGEST, begin, bring, describe, save_notes

__all__ = [
    "LONGEST",
    "begin",
    "bring",
    "code",
    "describe",
    "erase",
    "recode",
    "remove",
    "save_notes",
    "settle_withdrawals",
]
