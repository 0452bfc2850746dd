from fabrique.ground.people.privacy import Signature, declare

declare(Signature("referentials.Version", ("published_by",), "a published version stays published"))
