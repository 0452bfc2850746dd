from fabrique.ground.people.privacy import Signature, declare

declare(
    Signature("contracts.Contract", ("in_charge",), "a contract was followed by a role that answered for it"),
    Signature("contracts.Exchange", ("written_by",), "a dialogue with an institution was noted by somebody"),
)
