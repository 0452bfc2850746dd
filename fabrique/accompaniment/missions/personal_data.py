from fabrique.ground.people.privacy import Signature, declare

declare(
    Signature("missions.Mission", ("described_by",), "a need was described by somebody of the territory or the lead"),
    Signature("missions.Candidate", ("settled_by",), "a choice has its author"),
    Signature("missions.Engagement", ("person",), "an ally worked in the mission through a person"),
    Signature("missions.Change", ("asked_by", "settled_by"), "a mediation was asked and held"),
    Signature("missions.Appraisal", ("written_by",), "a mission was read again by its two sides"),
    Signature("missions.Rate", ("written_by",), "a rate was noted by somebody"),
    Signature("missions.Amendment", ("proposed_by",), "an amendment was proposed by somebody"),
    Signature("missions.Signature", ("signed_by",), "a convention was signed by the three parties"),
    Signature("missions.Day", ("declared_by", "answered_by"), "a day was declared, then answered"),
    Signature("ledger.Transfer", ("by",), "an entry of a book has its author, and books are never rewritten"),
)
