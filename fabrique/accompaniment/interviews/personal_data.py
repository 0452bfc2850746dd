from fabrique.ground.people.privacy import Signature, declare

declare(Signature("interviews.Interview", ("author",), "somebody listened; what was said is in the vault, not here"))
