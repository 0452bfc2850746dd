from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

declare(
    Rows("workspace.Follower", "person", ("consultation__title", "told_at"), Erasure.DELETE, "nobody to tell any more",
         hidden={"consultation": "exported by its title",
                 "email": "empty for who has an account; of a guest, gone as soon as the letter is written"}),
Signature("workspace.Decision", ("written_by",), "a decision of a body was written down by somebody"),
)  # fmt: skip
