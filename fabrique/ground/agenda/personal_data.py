from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

declare(
    Rows(
        "agenda.Registration", "person", ("event__title", "event__starts_at", "state", "at"),
        Erasure.DELETE, "who came is nothing without the person; counts of a date are told while it is read",
        hidden={"code": "technical", "event": "exported by its title", "language": "of a guest",
                "guest_email": "empty for who has an account; blanked two months after the date for a guest",
                "guest_name": "as the address", "answered": "that an answer was given, not which"},
    ),
    Rows(
        "agenda.Feed", "person", ("opened_at",), Erasure.DELETE, "the address closes with the account",
        hidden={"code": "opens the feed with our signature", "scope": "empty for a person's feed"},
    ),
    Signature("agenda.Event", ("created_by",), "a date set by an erased person was set all the same"),
    Signature("agenda.Series", ("created_by",), "a rendezvous set by an erased person was set all the same"),
)  # fmt: skip
