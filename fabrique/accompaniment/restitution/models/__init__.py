from fabrique.accompaniment.restitution.models.draft import Comment, Draft, Finding, Recommendation, Verbatim
from fabrique.accompaniment.restitution.models.edition import Edition, Review
from fabrique.accompaniment.restitution.models.outgoing import (
    FIRST_TALK,
    LAST_TALK,
    Change,
    FollowUp,
    PreRestitution,
    PublishedFinding,
    PublishedRecommendation,
    Remark,
    Restitution,
)

__all__ = [
    "FIRST_TALK",
    "LAST_TALK",
    "Change",
    "Comment",
    "Draft",
    "Edition",
    "Finding",
    "FollowUp",
    "PreRestitution",
    "PublishedFinding",
    "PublishedRecommendation",
    "Recommendation",
    "Remark",
    "Restitution",
    "Review",
    "Verbatim",
]
