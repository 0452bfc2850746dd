from fabrique.ground.people.privacy import Erasure, Rows, SealedRows, Signature, declare

declare(
    SealedRows(
        "agora.Remark", "author", ("text",), Erasure.DELETE, "one's own words",
        hidden={"code": "technical", "agora": "belongs to other people too", "item": "belongs to a category", "convergence": "belongs to other people too", "resolution": "belongs to other people too", "category": "a category"},
    ),
    Rows(
        "agora.Carrier", "person", ("since", "left_on"), Erasure.DELETE, "one's own declaration",
        hidden={"resolution": "belongs to other people too", "organisation": "exported with one's memberships"},
    ),
    Signature("agora.Agora", ("published_by",), "resolutions were made public by somebody"),
    Signature("agora.Answer", ("written_by", "agreed_by"), "a category answered, by two people"),
    Signature("agora.FollowUp", ("said_by",), "a promise was followed, by somebody"),
)  # fmt: skip
