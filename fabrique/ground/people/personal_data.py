"""What this area, the sign-in library and the journal hold about a person."""

from fabrique.ground.people.privacy import Erasure, NotAPerson, Rows, Signature, declare

declare(
    Rows(
        "people.Person", "pk", ("code", "email", "name", "phone", "language", "is_active", "created_at", "last_login"),
        Erasure.KEEP, "the row stays nameless, for the acts that hang on it; `erase_person` empties it",
        hidden={"password": "a hash, useless to its owner", "sign_in_epoch": "technical", "erased_at": "of no erased account is there an export"},
    ),
    Rows(
        "people.RoleGrant", "person", ("role", "scope__label", "starts_on", "ends_on", "given_at", "ended_at"),
        Erasure.KEEP, "who could do what, and when, is part of the journal (R019); ended at erasure",
        hidden={"code": "technical", "scope": "exported by its name", "given_by": "another person", "ended_by": "another person"},
    ),
    Rows(
        "people.Invitation", "accepted_by",
        ("email", "name", "language", "role", "scope__label", "role_ends_on", "invited_at", "accepted_at"),
        Erasure.BLANK, "the invitation stays as an act of its inviter, without the address", blanks={"email": "", "name": ""},
        hidden={"code": "technical", "scope": "exported by its name", "invited_by": "another person", "expires_at": "past",
                "cancelled_at": "never both accepted and cancelled", "cancelled_by": "another person"},
    ),
    Rows("people.Consent", "person", ("kind", "given_at", "withdrawn_at"), Erasure.DELETE, "without the person, nothing to agree to"),
    Rows(
        "core.AuditEntry", "actor", ("at", "hat", "verb", "kind", "code", "facts"),
        Erasure.KEEP, "append-only journal (R019): the acts stay, their author is nameless",
    ),
    Rows(
        "core.Reading", "reader", ("at", "act", "page"), Erasure.KEEP,
        "who opened what was said in confidence, for whoever said it: twelve months, then the month goes whole",
        hidden={"month": "technical", "number": "technical", "hash": "technical",
                "within": "belongs to who was heard", "kind": "belongs to who was heard", "code": "belongs to who was heard"},
    ),
    Rows("account.EmailAddress", "user", ("email", "verified", "primary"), Erasure.DELETE, "sign-in ends"),
    Rows(
        "mfa.Authenticator", "user", ("type", "created_at", "last_used_at"), Erasure.DELETE, "sign-in ends",
        hidden={"data": "secrets and public keys, useless outside the device that holds the other half"},
    ),
    Rows(
        "usersessions.UserSession", "user", ("created_at", "last_seen_at", "ip", "user_agent"), Erasure.DELETE, "sign-in ends",
        hidden={"session_key": "opens the session", "data": "empty"},
    ),
    Signature("people.RoleGrant", ("given_by", "ended_by"), "a role given by an erased person was given all the same"),
    Signature("people.Invitation", ("invited_by", "cancelled_by"), "an invitation of an erased person was sent all the same"),
    NotAPerson("account.EmailConfirmation", ("email_address",), "unused: addresses are verified by a code kept in the session"),
)  # fmt: skip
