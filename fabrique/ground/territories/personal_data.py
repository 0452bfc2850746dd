from fabrique.ground.people.privacy import Signature, declare

declare(Signature("territories.StatedFact", ("entered_by",), "a fact stays with its source, whoever typed it"))
