from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class SheetKind(TextChoices):
    ORIENTATION = "orientation", _("orientation")
    SHEET = "sheet", _("fiche action")


class SheetState(TextChoices):
    """R519."""

    PROPOSED = "proposed", _("proposée")
    NEGOTIATED = "negotiated", _("en discussion")
    AGREED = "agreed", _("convenue")
    RUNNING = "running", _("en cours")
    BLOCKED = "blocked", _("bloquée")
    ON_HOLD = "on-hold", _("en attente")
    DONE = "done", _("réalisée")
    DROPPED = "dropped", _("abandonnée")


_S = SheetState
_OPEN = (_S.PROPOSED, _S.NEGOTIATED, _S.AGREED, _S.RUNNING)
SHEET = Transitions("action-sheet", SheetState, {
    "negotiate": ((_S.PROPOSED,), _S.NEGOTIATED, _("Mettre en discussion")),
    "agree": ((_S.PROPOSED, _S.NEGOTIATED), _S.AGREED, _("Convenir")),
    "run": ((_S.AGREED, _S.ON_HOLD, _S.BLOCKED), _S.RUNNING, _("Mettre en œuvre")),
    "block": (_OPEN, _S.BLOCKED, _("Signaler un blocage")),
    "hold": ((*_OPEN, _S.BLOCKED), _S.ON_HOLD, _("Mettre en attente")),
    "finish": ((_S.RUNNING,), _S.DONE, _("Déclarer réalisée")),
    "drop": ((*_OPEN, _S.BLOCKED, _S.ON_HOLD), _S.DROPPED, _("Abandonner")),
})  # fmt: skip
