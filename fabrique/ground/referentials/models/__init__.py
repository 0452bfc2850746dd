from fabrique.ground.referentials.models.proposals import Proposal, Remark, Trace
from fabrique.ground.referentials.models.versions import EDITORS, ITEM_WORDS, Item, Spoken, Version

__all__ = ["EDITORS", "ITEM_WORDS", "Item", "Proposal", "Remark", "Spoken", "Trace", "Version"]
