from fabrique.roof.reports.models.chapters import Chapter, Decision, Reminder, Report
from fabrique.roof.reports.models.editions import Edition, Frozen, Removal
from fabrique.roof.reports.models.parts import Part, Revision

__all__ = ["Chapter", "Decision", "Edition", "Frozen", "Part", "Reminder", "Removal", "Report", "Revision"]
