from fabrique.accompaniment.pilots.models.circle import Actor, Stand
from fabrique.accompaniment.pilots.models.life import Blockage, Deliverable, Milestone
from fabrique.accompaniment.pilots.models.notes import Comment, Note, Waiver
from fabrique.accompaniment.pilots.models.projects import READERS, Objective, PilotProject, Step, Support

__all__ = [
    "READERS",
    "Actor",
    "Blockage",
    "Comment",
    "Deliverable",
    "Milestone",
    "Note",
    "Objective",
    "PilotProject",
    "Stand",
    "Step",
    "Support",
    "Waiver",
]
