from fabrique.ground.people.privacy import Signature, declare

declare(
    Signature("convergences.Vote", ("given_by",), "a delegation answered, by somebody"),
    Signature("convergences.TerritoryConsent", ("given_by", "withdrawn_by"), "a territory agreed, by somebody"),
)
