from fabrique.accompaniment.workshops.models.formats import Format, FormatStep
from fabrique.accompaniment.workshops.models.votes import Dot, Vote
from fabrique.accompaniment.workshops.models.wall import Card, Cluster, Decision
from fabrique.accompaniment.workshops.models.workshops import (
    Attendance,
    Participant,
    Step,
    Workshop,
    new_door,
    topic_of,
)

__all__ = [
    "Attendance",
    "Card",
    "Cluster",
    "Decision",
    "Dot",
    "Format",
    "FormatStep",
    "Participant",
    "Step",
    "Vote",
    "Workshop",
    "new_door",
    "topic_of",
]
