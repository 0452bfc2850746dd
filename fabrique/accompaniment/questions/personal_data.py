from fabrique.ground.people.privacy import Erasure, SealedRows, declare

TECHNICAL = {"code": "technical", "version": "technical"}

declare(
    SealedRows(
        "questions.Question", "author", ("category", "subject", "text", "signed", "asked_on", "state", "kept"), Erasure.DELETE,
        "one's own words, and what others answered to them", hidden=TECHNICAL | {"fictional": "technical"},
    ),
    SealedRows(
        "questions.Answer", "author", ("text", "signed", "said_on", "helped"), Erasure.DELETE, "one's own words",
        hidden={"code": "technical", "question": "belongs to other people too"},
    ),
    SealedRows(
        "questions.Agreement", "author", ("says",), Erasure.DELETE, "goes with one's own words",
        hidden={"code": "technical", "sheet": "belongs to other people too", "answer": "exported by itself"},
    ),
)  # fmt: skip
