from fabrique.ground.people.privacy import Signature, declare

declare(
    Signature("companionship.Companionship", ("invited_by", "referent"), "somebody answered for the territory"),
    Signature(
        "companionship.Point",
        ("written_by", "published_by"),
        "the words are the territory's; whoever wrote or published them becomes nameless",
    ),
    Signature("companionship.WitnessRequest", ("asked_by", "answered_by"), "a territory was asked and answered"),
    Signature(
        "companionship.Pair",
        ("proposed_by", "one_agreed_by", "other_agreed_by"),
        "two territories were tied by people who answered for them",
    ),
    Signature("companionship.Trip", ("proposed_by", "told_by", "shown_by"), "a trip was answered for by somebody"),
    Signature("companionship.Visit", ("registered_by",), "a delegation was registered by somebody"),
    Signature("companionship.Shelf", ("opened_by",), "the kits of a cohort were opened by somebody"),
)
