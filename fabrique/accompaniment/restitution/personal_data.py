from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

TECHNICAL = {
    "code": "technical",
    "version": "technical",
    "edition": "belongs to others too",
    "named_by": "another person",
}

declare(
    Rows(
        "restitution.Review", "reviewer", ("third", "named_at", "grade", "risks", "answered_at"), Erasure.KEEP,
        "a restitution went out because it was read again: the sheet stays, its reader becomes nameless",
        hidden=TECHNICAL | {"note": "sealed: only the vault opens it", "sha256": "technical"},
    ),
    Signature("restitution.Review", ("named_by",), "a reading was entrusted by somebody"),
    Signature("restitution.Edition", ("made_by",), "a version was frozen by somebody"),
    Signature("restitution.PreRestitution", ("recorded_by",), "a presentation was recorded by somebody"),
    Signature("restitution.Remark", ("asked_by", "answered_by"), "a change was asked and answered by somebody"),
    Signature("restitution.Restitution", ("recorded_by", "public_by"), "a territory's decision has its author"),
    Signature("restitution.PublishedRecommendation", ("answered_by",), "a territory answered through somebody"),
    Signature("restitution.FollowUp", ("recorded_by",), "a talk was recorded by somebody"),
    Signature("restitution.Change", ("said_by",), "a change was told by somebody"),
)  # fmt: skip
