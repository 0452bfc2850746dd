from fabrique.accompaniment.evaluation.models.findings import (
    IN_COHORT,
    IN_DELEGATION,
    Effect,
    EffectLink,
    Evidence,
    Finding,
    Limit,
)
from fabrique.accompaniment.evaluation.models.followups import MONTHS, Fate, FollowUp
from fabrique.accompaniment.evaluation.models.papers import Chapter, DatedVersion, Paper, PaperAnswer
from fabrique.accompaniment.evaluation.models.value import ChangeStory, ValueSheet
from fabrique.accompaniment.evaluation.models.viewpoints import Lesson, Lever, Viewpoint

__all__ = [
    "IN_COHORT", "IN_DELEGATION", "MONTHS", "ChangeStory", "Chapter", "DatedVersion", "Effect", "EffectLink", "Evidence",
    "Fate", "Finding", "FollowUp", "Lesson", "Lever", "Limit", "Paper", "PaperAnswer", "ValueSheet", "Viewpoint",
]  # fmt: skip
