from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

declare(
    Rows(
        "support.Question", "asked_by", ("title", "text", "addressed_to", "state", "asked_at", "answer_by"), Erasure.BLANK,
        "the thread stays for those who answered, without the words of the person", blanks={"title": "—", "text": "—"},
        hidden={"code": "technical", "version": "technical", "participation": "the delegation's, exported with its roles", "owner": "another person"},
    ),
    Rows(
        "support.Answer", "written_by", ("text", "written_at"), Erasure.KEEP,
        "an answer belongs to the thread of the person who asked; its author becomes nameless",
        hidden={"code": "technical", "question": "belongs to another person"},
    ),
    Rows(
        "support.Alert", "raised_by", ("ear", "text", "wish", "state", "raised_on", "outcome"), Erasure.KEEP,
        "a violence that was said must stay followed; whoever said it becomes nameless",
        hidden={"code": "technical", "version": "technical", "cohort": "exported with the roles"},
    ),
    Rows(
        "support.Thread", "begun_by", ("tag", "title", "text", "settled", "begun_at"), Erasure.KEEP,
        "a thread belongs to all who wrote in it; whoever began it becomes nameless",
        hidden={"code": "technical", "project": "the territory's"},
    ),
    Rows(
        "support.Reply", "written_by", ("text", "written_at"), Erasure.KEEP, "as the thread it is in",
        hidden={"code": "technical", "thread": "belongs to all who wrote in it"},
    ),
    Signature("support.Question", ("owner",), "an answer was answered for by somebody"),
    Signature("support.Slot", ("offered_by", "booked_by"), "an hour was given by one person to another"),
)  # fmt: skip
