from fabrique.ground.people.privacy import NotAPerson, Signature, declare

declare(
    Signature("engineering.HandOver", ("proposed_by", "agreed_by"), "a territory was put in touch by people who answer for it"),
    NotAPerson(
        "engineering.EngineeringSupport", ("email", "phone"),
        "the mailbox and the line of a service, as it publishes them; the form asks for the function, never for a name",
    ),
)  # fmt: skip
