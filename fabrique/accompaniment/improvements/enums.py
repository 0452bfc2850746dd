from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class ImprovementState(TextChoices):
    """R575."""

    DECIDED = "decided", _("décidée")
    APPLIED = "applied", _("appliquée")
    CHECKED = "checked", _("vérifiée")
    DROPPED = "dropped", _("abandonnée")


_S = ImprovementState
IMPROVEMENT = Transitions("improvement", ImprovementState, {
    "apply": ((_S.DECIDED,), _S.APPLIED, _("Dire où elle est appliquée")),
    "check": ((_S.APPLIED,), _S.CHECKED, _("Vérifier")),
    "drop": ((_S.DECIDED,), _S.DROPPED, _("Abandonner")),
})  # fmt: skip
SHOWN = (_S.APPLIED, _S.CHECKED)
