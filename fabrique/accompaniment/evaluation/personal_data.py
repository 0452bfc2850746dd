from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

declare(
    Signature(
        "evaluation.Effect",
        ("proposed_by", "accepted_by", "published_by"),
        "an effect was published by a role that answered for it",
    ),
    Signature("evaluation.Evidence", ("added_by",), "a proof was added by a role that answered for it"),
    Signature("evaluation.EffectLink", ("tied_by",), "two effects were linked by a role that answered for it"),
    Signature(
        "evaluation.Limit",
        ("proposed_by", "accepted_by", "published_by", "answered_by"),
        "a limit was published by a role that answered for it",
    ),
    Signature(
        "evaluation.FollowUp",
        ("recorded_by", "published_by"),
        "what effects became was said by a role that answered for it",
    ),
    Signature(
        "evaluation.ValueSheet", ("written_by",), "the words are those of an actor category and stay in the place"
    ),
    Rows(
        "evaluation.ChangeStory",
        "written_by",
        ("code", "title", "before", "trigger", "after", "noticed_by", "url", "written_at"),
        Erasure.BLANK,
        "a story of the place outlives who wrote it down; the voice that told it goes with them",
        hidden={
            "participation": "the place, which is not theirs",
            "effect": "of the place",
            "sound": "a file, heard and saved from its page",
            "sound_type": "of the file",
            "version": "how many times it was edited",
        },
        blanks={"sound": "", "sound_type": ""},
    ),
    Signature(
        "evaluation.DatedVersion",
        ("begun_by", "issued_by"),
        "a document of the evaluation was given by a role that signs it",
    ),
    Signature(
        "evaluation.PaperAnswer",
        ("written_by",),
        "an answer is signed by a territory or an organisation, and stays beside the document",
    ),
    Signature(
        "evaluation.Viewpoint",
        ("asked_by", "expressed_by"),
        "a viewpoint is that of an actor category; its words stay, its bearer becomes nameless",
    ),
)
