from fabrique.ground.people.privacy import Erasure, NotAPerson, Rows, Signature, declare

declare(
    Rows(
        "circles.Guest", "person", ("circle__name", "name", "email", "ends_on", "invited_at", "withdrawn_at"), Erasure.BLANK,
        "that somebody was invited stays counted, without a name", blanks={"name": "", "email": ""},
        hidden={"code": "opens the invitation with our signature", "circle": "exported by its name",
                "language": "of the letter", "invited_by": "another person", "withdrawn_by": "another person"},
    ),
    Signature("circles.Opened", ("opened_by",), "an item was opened by somebody of the delegation"),
    Signature("circles.Draw", ("frozen_by", "drawn_by"), "a draw was held by somebody"),
    # somebody without an account: the whole line goes at the date announced to them (tasks.forget_candidates)
    NotAPerson("circles.Candidate", ("name",), "no account: erased at the date of the draw, or sooner when they ask the referent"),
)  # fmt: skip
