from fabrique.ground.people.privacy import NotAPerson, Signature, declare

declare(
    Signature("recruitment.Candidacy", ("proposed_by", "decided_by"), "a territory was proposed or answered by a role"),
    NotAPerson(
        "recruitment.Candidacy",
        ("contact_name", "contact_email"),
        "the office to write to, as the territory gives it; it changes or empties it itself",
    ),
    Signature("recruitment.Condition", ("said_by",), "a waiver stays visible, by the role that wrote it (R293)"),
    Signature(
        "recruitment.Commitment", ("recorded_by",), "a public act of a territory, kept with its signer's quality"
    ),
    Signature(
        "recruitment.MutualSheet",
        ("territory_agreed_by", "cohort_agreed_by"),
        "both sides agreed; who held the pen becomes nameless",
    ),
)
