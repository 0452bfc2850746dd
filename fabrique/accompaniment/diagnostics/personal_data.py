from fabrique.ground.people.privacy import Erasure, NotAPerson, Rows, Signature, declare

declare(
    Rows(
        "diagnostics.Member", "person",
        ("diagnostic__participation__territory__name", "role", "first_diagnostic", "declared_at", "joined_on", "left_on"), Erasure.KEEP,
        "who listened, and what they declared, is a promise made to those who were heard",
        hidden={"code": "technical", "version": "technical", "diagnostic": "exported by its territory"},
    ),
    Rows(
        "diagnostics.Credential", "person", ("role", "training", "experienced", "valid_from", "valid_until", "withdrawn_at"), Erasure.KEEP,
        "who was trained when they listened can be asked later",
        hidden={"code": "technical", "given_by": "another person", "withdrawn_by": "another person"},
    ),
    # somebody without an account: their words are under the server's key, and all of it is destroyed at the date announced
    NotAPerson("diagnostics.Contact", ("email", "phone"), "no account: destroyed with the notes (tasks.erase_on_its_day), or at once when they withdraw"),
    NotAPerson("diagnostics.Slot", ("contact",), "a row of the list of people to meet"),
    Signature("diagnostics.Contact", ("proposed_by", "settled_by"), "somebody worked on the list"),
    Signature("diagnostics.Slot", ("offered_by",), "a time was offered by somebody"),
    Signature("diagnostics.Grid", ("agreed_by",), "a grid was agreed by somebody"),
    Signature("diagnostics.Questionnaire", ("opened_by",), "a questionnaire was opened by somebody"),
)  # fmt: skip
