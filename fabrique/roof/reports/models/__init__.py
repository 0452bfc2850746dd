from fabrique.roof.reports.models.chapters import Chapter, Decision, Reminder, Report
from fabrique.roof.reports.models.editions import Edition, Frozen, Removal
from fabrique.roof.reports.models.parts import Part, Revision
from fabrique.roof.reports.models.photographs import Photograph

__all__ = [
    "Chapter",
    "Decision",
    "Edition",
    "Frozen",
    "Part",
    "Photograph",
    "Reminder",
    "Removal",
    "Report",
    "Revision",
]
