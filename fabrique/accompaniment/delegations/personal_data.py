from fabrique.ground.people.privacy import Erasure, NotAPerson, Rows, Signature, declare

declare(
    Rows(
        "delegations.Seat", "person",
        ("participation__code", "category__key", "sub_type__key", "rank", "name", "title", "organisation__name",
         "starts_on", "left_on", "leaving_reason"),
        Erasure.BLANK, "the seat stays in the history of the delegation, without a name", blanks={"name": "", "title": ""},
        hidden={"code": "technical", "version": "technical", "participation": "exported by its code",
                "category": "exported by its key", "sub_type": "exported by its key", "organisation": "exported by its name",
                "substitute_of": "another person", "replaces": "another person",
                "handover": "written for the delegation, by somebody else"},
    ),
    Signature("delegations.Assistance", ("person", "given_by", "ended_by"), "a right was lent by one person to another"),
    Signature("delegations.LightMode", ("chosen_by",), "somebody chose for the delegation"),
    NotAPerson(
        "delegations.Executive", ("secretariat_email", "secretariat_phone"),
        "the mailbox and the line of an office, as the territory gives them; whoever composes the delegation changes them",
    ),
)  # fmt: skip
