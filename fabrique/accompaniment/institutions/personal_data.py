from fabrique.ground.people.privacy import NotAPerson, Signature, declare

declare(
    Signature("institutions.ActionSheet", ("in_charge",), "a sheet was followed by a role that answered for it"),
    Signature("institutions.ContactChange", ("changed_by",), "a sheet was handed over by somebody"),
    NotAPerson(
        "institutions.Contact", ("email", "phone"),
        "the mailbox and the line of a function in a service; the form asks for the function, never for the person",
    ),
)  # fmt: skip
