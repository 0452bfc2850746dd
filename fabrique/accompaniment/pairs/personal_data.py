from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

BOTH = "said between two people: the other one keeps it, and its author becomes nameless"
TECHNICAL = {"code": "technical", "pair": "belongs to another person too"}

declare(
    Rows(
        "pairs.Side", "person", ("expects", "brings", "contact"), Erasure.DELETE, "one's own words to the other",
        hidden={"version": "technical", "pair": "belongs to another person too"},
    ),
    Rows(
        "pairs.Statement", "person", ("text",), Erasure.DELETE, "one's own words",
        hidden={"version": "technical", "definition": "belongs to another person too"},
    ),
    Rows("pairs.Mandate", "given_by", ("what", "limits", "given_on", "ended_on"), Erasure.KEEP, BOTH, hidden=TECHNICAL),
    Rows(
        "pairs.Point", "opened_by", ("question", "wanted_by", "state", "opened_at", "decision", "decided_at"),
        Erasure.KEEP, BOTH, hidden=TECHNICAL | {"version": "technical", "decided_by": "another person"},
    ),
    Rows("pairs.Definition", "opened_by", ("word", "opened_at"), Erasure.KEEP, BOTH, hidden=TECHNICAL),
    Rows(
        "pairs.CommonText", "proposed_by", ("number", "text", "proposed_at", "agreed_at"), Erasure.KEEP, BOTH,
        hidden={"definition": "belongs to another person too", "agreed_by": "another person"},
    ),
    Signature("pairs.Pair", ("elected", "agent", "proposed_by"), "a pair binds two people"),
    Signature("pairs.Point", ("decided_by",), "a point was decided by somebody"),
    Signature("pairs.CommonText", ("agreed_by",), "a text was agreed by somebody"),
)  # fmt: skip
