from fabrique.accompaniment.missions.models.conventions import Amendment, Convention, Rate, Signature
from fabrique.accompaniment.missions.models.days import Day
from fabrique.accompaniment.missions.models.needs import Candidate, Mission, Tool
from fabrique.accompaniment.missions.models.work import Appraisal, Change, Engagement

__all__ = ["Amendment", "Appraisal", "Candidate", "Change", "Convention", "Day", "Engagement", "Mission", "Rate", "Signature", "Tool"]  # fmt: skip
