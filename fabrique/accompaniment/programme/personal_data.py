from fabrique.ground.people.privacy import Erasure, Rows, declare

declare(
    Rows(
        "programme.PriorQuestion", "asked_by", ("text", "answer", "asked_at"), Erasure.KEEP,
        "a question was left in the name of a delegation; whoever typed it becomes nameless",
        hidden={"code": "technical", "session": "the cohort's", "participation": "exported with the roles"},
    ),
    Rows(
        "programme.Presence", "seat__person", ("session__title", "came"), Erasure.KEEP,
        "the seat loses its name and the session keeps its count",
        hidden={"code": "technical", "session": "exported by its title", "seat": "exported with the delegation"},
    ),
    Rows(
        "programme.Remark", "asked_by", ("text", "answer", "asked_at"), Erasure.BLANK,
        "the minutes were changed or not because of it: that it was answered stays, its words do not",
        blanks={"text": "—"}, hidden={"code": "technical", "minutes": "the cohort's"},
    ),
)  # fmt: skip
