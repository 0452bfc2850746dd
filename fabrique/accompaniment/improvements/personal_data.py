from fabrique.ground.people.privacy import Signature, declare

declare(
    Signature("improvements.Improvement", ("checked_by",), "an improvement was checked by a role that answered for it")
)
