from django.db.models import Value
from django.db.models.functions import Concat

from fabrique.accompaniment.peers.models import sealed_name
from fabrique.ground.people.privacy import Erasure, Rows, SealedRows, Signature, declare

TECHNICAL = {"code": "technical", "workshop": "belongs to other people too"}

declare(
    SealedRows(
        "workshops.Card", "participant__account", ("text", "state", "reason"), Erasure.DELETE, "one's own words",
        hidden=TECHNICAL | {"participant": "one's own place in the room", "step": "belongs to the workshop", "once": "technical", "cluster": "belongs to the workshop"},
    ),
    SealedRows(
        "workshops.Participant", "account", (), Erasure.BLANK,
        "one's own place in a room: a total that fell by one voice would tell it (ADR 0084), so that it stays, of nobody",
        hidden=TECHNICAL | {"category": "what one said of oneself, exported with the seat", "token_hash": "technical"},
        blanks={"account": sealed_name(), "token_hash": Concat(Value("nobody "), "code")},
    ),
    Rows("workshops.Attendance", "person", (), Erasure.DELETE, "one was there", hidden=TECHNICAL),
    Rows(
        "workshops.Format", "owner", ("title", "purpose", "minutes", "state"), Erasure.KEEP, "a method, that others use; its owner becomes nameless",
        hidden={"code": "technical", "version": "technical"},
    ),
    Signature("workshops.Workshop", ("facilitator",), "a workshop is facilitated by somebody"),
)  # fmt: skip
