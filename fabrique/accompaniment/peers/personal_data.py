from fabrique.ground.people.privacy import Erasure, Rows, SealedRows, Signature, declare

TECHNICAL = {"code": "technical", "group": "belongs to other people too", "version": "technical"}

declare(
    Rows(
        "peers.Membership", "person", ("state", "invited_at", "accepted_on"), Erasure.DELETE, "one's own place, and what one said of links with others",
        hidden=TECHNICAL | {"participation": "exported with the roles", "seat": "the delegation's"},
    ),
    SealedRows(
        "peers.Contribution", "author", ("kind", "text", "signed"), Erasure.DELETE, "one's own words",
        hidden=TECHNICAL | {"to": "a category"},
    ),
    SealedRows(
        "peers.Voice", "author", ("says", "words"), Erasure.DELETE, "one's own voice",
        hidden={"statement": "belongs to the group", "edition": "technical"},
    ),
    SealedRows("peers.Message", "author", ("text", "signed", "said_on"), Erasure.DELETE, "one's own words", hidden=TECHNICAL),
    Signature("peers.PeerGroup", ("facilitator", "successor"), "a group is facilitated by somebody"),
    Signature("peers.Statement", ("released_by",), "a text was shared by somebody, in the name of a group"),
)  # fmt: skip
