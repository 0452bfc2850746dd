"""What a cohort lives together, one module a noun."""

from fabrique.accompaniment.programme.models.delegations import TERRITORY, Output, PriorQuestion
from fabrique.accompaniment.programme.models.kits import Document, Kit, Minutes, Remark, kit_due, random_name
from fabrique.accompaniment.programme.models.presences import Presence, who_came
from fabrique.accompaniment.programme.models.sessions import Sequence, Session

__all__ = [
    "TERRITORY",
    "Document",
    "Kit",
    "Minutes",
    "Output",
    "Presence",
    "PriorQuestion",
    "Remark",
    "Sequence",
    "Session",
    "kit_due",
    "random_name",
    "who_came",
]
