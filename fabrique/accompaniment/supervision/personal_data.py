from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

TECHNICAL = {"code": "technical", "circle": "belongs to other people too", "version": "technical"}

declare(
    Rows("supervision.Member", "person", ("state", "asked_on"), Erasure.DELETE, "one's own place", hidden=TECHNICAL),
    Rows(
        "supervision.Case", "author", ("title", "text", "question", "shows_place", "state", "written_at"), Erasure.BLANK,
        "the circle keeps that a case was brought, without its words",
        hidden=TECHNICAL | {"place": "a territory, known to its author"},
        blanks={"title": "", "text": "", "question": "", "place": "", "shows_place": False, "state": "withdrawn"},
    ),
    Rows(
        "supervision.Reply", "author", ("text", "said_at"), Erasure.KEEP, "said to another, who keeps it",
        hidden={"code": "technical", "case": "belongs to another person too"},
    ),
    Rows(
        "supervision.Lesson", "author", ("title", "text", "reach", "state", "offered_at", "released_at"), Erasure.KEEP,
        "learned together: it stays, without a name",
        hidden=TECHNICAL | {"case": "belongs to the circle", "place": "belongs to the circle", "edition": "technical", "released_by": "another person"},
    ),
    Rows(
        "supervision.Judgement", "judged_by", ("identifies", "why", "judged_at"), Erasure.KEEP, "what a release rests on",
        hidden={"lesson": "belongs to another person too", "edition": "technical"},
    ),
    Signature("supervision.Circle", ("animator",), "a circle is animated by somebody"),
    Signature("supervision.Lesson", ("released_by",), "a lesson was shared by somebody"),
    Signature("supervision.Word", ("said_by",), "a territory answered, by somebody"),
)  # fmt: skip
