from fabrique.accompaniment.supervision.models.circles import ELIGIBLE, Case, Circle, Meeting, Member, Reply
from fabrique.accompaniment.supervision.models.lessons import Judgement, Lesson, Word

__all__ = ["ELIGIBLE", "Case", "Circle", "Judgement", "Lesson", "Meeting", "Member", "Reply", "Word"]
