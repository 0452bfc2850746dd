"""What this area holds about a person. Their letters and news go with them; the count of an issue stays a count."""

from fabrique.ground.people.privacy import Erasure, NotAPerson, Rows, Signature, declare

declare(
    Rows(
        "letters.Notice", "person", ("kind", "scope__label", "subject", "text", "url", "at"), Erasure.DELETE,
        "without the person, nobody to tell; the text of what left goes after six months",
        hidden={"scope": "exported by its name", "letter": "exported as a letter", "once": "technical", "due": "technical"},
    ),
    Rows(
        "letters.Letter", "person", ("kind", "scope__label", "subject", "state", "queued_at", "sent_at"), Erasure.DELETE,
        "without the person, nobody to write to; what waited does not leave",
        hidden={"code": "technical", "key": "technical", "scope": "exported by its name", "issue": "exported by its subject",
                "not_before": "technical", "attempt": "technical", "claimed_by": "technical", "claimed_at": "technical",
                "email": "empty for who has an account; of a guest, blanked two months after the letter", "name": "as the address",
                "language": "of a guest", "failure": "the answer of a server", "decided_at": "an act of another person", "decided_by": "another person"},
    ),
    Rows("letters.Refusal", "person", ("kind", "series__name", "at"), Erasure.DELETE, "nothing more is sent",
         hidden={"series": "exported by its name"}),
    Rows("letters.ClosedAddress", "person", ("email", "reason", "at"), Erasure.DELETE, "the address is nobody's here any more"),
    Rows(
        "letters.Suggestion", "person", ("series__name", "title", "text", "url", "state", "sent_at", "word"), Erasure.DELETE,
        "what was proposed goes; what was printed is the issue's, which everybody received",
        hidden={"code": "technical", "series": "exported by its name", "answered_at": "an act of another person",
                "answered_by": "another person"},
    ),
    Rows(
        "letters.Item", "sent_by", ("title", "text", "url", "quoted", "agreed_on"), Erasure.BLANK,
        "what everybody received stays as it was, without the name",
        hidden={"code": "technical", "issue": "the infolettre", "order": "technical", "source": "technical",
                "picture": "added by who composed", "media_type": "technical", "alt": "of the picture"},
        blanks={"sent_by": None, "quoted": "", "agreed_on": None},
    ),
    Signature("letters.Suggestion", ("answered_by",), "an answer was given all the same"),
    NotAPerson("letters.Issue", ("recipients",), "how many, not who"),
    Signature("letters.Letter", ("decided_by",), "a decision on a letter was taken all the same"),
    Signature("letters.Issue", ("begun_by",), "an issue of an erased person was read all the same"),
)  # fmt: skip
