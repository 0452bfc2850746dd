"""What a delegation keeps, one module a noun."""

from fabrique.accompaniment.workspace.models.calls import Call
from fabrique.accompaniment.workspace.models.cards import Card
from fabrique.accompaniment.workspace.models.consultations import Consultation, Public
from fabrique.accompaniment.workspace.models.decisions import Decision
from fabrique.accompaniment.workspace.models.periods import Period
from fabrique.accompaniment.workspace.models.positions import Position, Victory

__all__ = ["Call", "Card", "Consultation", "Decision", "Period", "Position", "Public", "Victory"]
