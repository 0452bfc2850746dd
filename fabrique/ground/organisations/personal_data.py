from fabrique.ground.people.privacy import Erasure, Rows, declare

declare(
    Rows(
        "organisations.Membership", "person", ("organisation__name", "function", "starts_on", "ends_on"),
        Erasure.DELETE, "a function in an organisation is nothing without the person",
        hidden={"code": "technical", "organisation": "exported by its name"},
    ),
)  # fmt: skip
