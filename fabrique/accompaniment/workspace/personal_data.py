from fabrique.ground.people.privacy import Signature, declare

declare(Signature("workspace.Decision", ("written_by",), "a decision of a body was written down by somebody"))
