from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

declare(
    Signature("referentials.Version", ("published_by",), "a published version stays published"),
    Rows(
        "referentials.Proposal", "proposed_by", ("change", "name_fr", "gloss_fr", "name_en", "gloss_en", "why", "hat", "proposed_on", "state", "answer", "answered_at"),
        Erasure.BLANK, "a change asked of words that all share: it stays, nameless", blanks={"hat": ""},
        hidden={"code": "technical", "version": "technical", "key": "technical", "part": "of the referential", "said_by": "a category", "said_to": "categories",
                "answered_by": "belongs to another person", "carried_in": "of the referential"},
    ),
    Rows("referentials.Remark", "said_by", ("hat", "text", "said_on"), Erasure.DELETE, "one's own words", hidden={"proposal": "belongs to other people too"}),
    Signature("referentials.Proposal", ("answered_by",), "a proposal was answered by somebody"),
)  # fmt: skip
