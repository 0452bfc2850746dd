from fabrique.ground.people.privacy import Signature, declare

declare(Signature("devices.Accompaniment", ("confirmed_by",), "a territory's yes was said by somebody"))
