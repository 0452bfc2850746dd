from fabrique.accompaniment.evaluation.models.findings import (
    IN_COHORT,
    IN_DELEGATION,
    Effect,
    EffectLink,
    Evidence,
    Finding,
    Limit,
)
from fabrique.accompaniment.evaluation.models.viewpoints import Lesson, Lever, Viewpoint

__all__ = [
    "IN_COHORT",
    "IN_DELEGATION",
    "Effect",
    "EffectLink",
    "Evidence",
    "Finding",
    "Lesson",
    "Lever",
    "Limit",
    "Viewpoint",
]
