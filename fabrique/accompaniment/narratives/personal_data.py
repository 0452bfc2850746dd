from fabrique.ground.people.privacy import NotAPerson, Signature, declare

declare(
    Signature(
        "narratives.Narrative", ("begun_by", "published_by", "withdrawn_by", "link_dead_by"),
        "a narrative is signed by an organisation; who pressed becomes nameless",
    ),
    Signature("narratives.Reply", ("written_by",), "a reply is that of a place or a body; its words stay"),
    Signature("narratives.Reuse", ("noted_by",), "a reuse was noted by somebody"),
    # often somebody without an account: erased with the words as soon as they refuse or change their mind
    NotAPerson("narratives.Passage", ("name",), "no account: kept with the agreement that was given, erased without it"),
)  # fmt: skip
