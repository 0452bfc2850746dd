"""What a delegation keeps, one module a noun."""

from fabrique.accompaniment.workspace.models.calls import Call
from fabrique.accompaniment.workspace.models.cards import Card
from fabrique.accompaniment.workspace.models.consultations import Consultation, Follower, Public
from fabrique.accompaniment.workspace.models.decisions import Decision
from fabrique.accompaniment.workspace.models.methods import MethodSheet
from fabrique.accompaniment.workspace.models.periods import Period
from fabrique.accompaniment.workspace.models.positions import Position, Victory
from fabrique.accompaniment.workspace.models.reflections import Misstep, Pause
from fabrique.accompaniment.workspace.models.reviews import Procedure, Review

__all__ = [
    "Call",
    "Card",
    "Consultation",
    "Decision",
    "Follower",
    "MethodSheet",
    "Misstep",
    "Pause",
    "Period",
    "Position",
    "Procedure",
    "Public",
    "Review",
    "Victory",
]
