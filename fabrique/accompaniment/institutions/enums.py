from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class NoteState(TextChoices):
    """R517: a note is written, handed, answered; a newer version takes its place."""

    DRAFT = "draft", _("en écriture")
    HANDED = "handed", _("remise")
    ANSWERED = "answered", _("a une réponse")
    REPLACED = "replaced", _("remplacée")


_N = NoteState
NOTE = Transitions("intention-note", NoteState, {
    "hand": ((_N.DRAFT,), _N.HANDED, _("Noter qu’elle est remise")),
    "answer": ((_N.HANDED,), _N.ANSWERED, _("Noter la réponse")),
    "replace": ((_N.HANDED, _N.ANSWERED), _N.REPLACED, _("Remplacer par la version suivante")),
})  # fmt: skip


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
WAITING = (_S.BLOCKED, _S.ON_HOLD)
OVER = (_S.DONE, _S.DROPPED)
SHEET = Transitions("action-sheet", SheetState, {
    "negotiate": ((_S.PROPOSED, *WAITING), _S.NEGOTIATED, _("Mettre en discussion")),
    "agree": ((_S.PROPOSED, _S.NEGOTIATED), _S.AGREED, _("Convenir")),
    "run": ((_S.AGREED, *WAITING), _S.RUNNING, _("Mettre en œuvre")),
    "block": ((*_OPEN, *WAITING), _S.BLOCKED, _("Signaler un blocage")),
    "hold": ((*_OPEN, *WAITING), _S.ON_HOLD, _("Mettre en attente")),
    "finish": ((_S.RUNNING,), _S.DONE, _("Déclarer réalisée")),
    "drop": ((*_OPEN, *WAITING), _S.DROPPED, _("Abandonner")),
})  # fmt: skip
# moves that must say why
SAYS_WHY = ("block", "hold", "drop")
