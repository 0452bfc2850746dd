from fabrique.accompaniment.circles.models.circles import Circle, Guest, Opened, Readiness
from fabrique.accompaniment.circles.models.draws import Band, Candidate, Draw

__all__ = ["Band", "Candidate", "Circle", "Draw", "Guest", "Opened", "Readiness"]
