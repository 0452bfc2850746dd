"""What is kept after a cohort, one module a noun."""

from fabrique.accompaniment.companionship.models.companions import Companionship, Point, WitnessRequest
from fabrique.accompaniment.companionship.models.pairs import Pair
from fabrique.accompaniment.companionship.models.together import Rebound, Shelf
from fabrique.accompaniment.companionship.models.trips import Share, Trip, Visit

__all__ = ["Companionship", "Pair", "Point", "Rebound", "Share", "Shelf", "Trip", "Visit", "WitnessRequest"]
