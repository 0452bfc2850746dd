from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class DeviceKind(TextChoices):
    """R272, R273."""

    COHORT = "cohort", _("Accompagnement en cohorte")
    EXPERIMENTAL = "experimental", _("Accompagnement expérimental")
    ONE_OFF = "one-off", _("Appui ponctuel")
    INSPIRING = "inspiring", _("Processus inspirant")
    ALLY_SUPPORT = "ally-support", _("Appui auprès d’alliés")
    FIELD_DIAGNOSTIC = "field-diagnostic", _("Diagnostic de terrain")


class AccompanimentState(TextChoices):
    """R276."""

    PROSPECT = "prospect", _("premier contact")
    FRAMING = "framing", _("à cadrer")
    SIGNED = "signed", _("convention signée")
    RUNNING = "running", _("en cours")
    EVALUATED = "evaluated", _("évalué")
    CLOSED = "closed", _("terminé")
    COMPANION = "companion", _("en compagnonnage")
    STOPPED = "stopped", _("arrêté")


_S = AccompanimentState
ACCOMPANIMENT = Transitions("accompaniment", AccompanimentState, {
    "frame": ((_S.PROSPECT,), _S.FRAMING, _("Cadrer")),
    "sign": ((_S.FRAMING,), _S.SIGNED, _("Signer la convention")),
    "start": ((_S.SIGNED, _S.FRAMING), _S.RUNNING, _("Commencer")),
    "evaluate": ((_S.RUNNING,), _S.EVALUATED, _("Évaluer")),
    "close": ((_S.RUNNING, _S.EVALUATED), _S.CLOSED, _("Terminer")),
    "accompany-on": ((_S.EVALUATED, _S.CLOSED), _S.COMPANION, _("Passer en compagnonnage")),
    "stop": ((_S.PROSPECT, _S.FRAMING, _S.SIGNED, _S.RUNNING), _S.STOPPED, _("Arrêter")),
})  # fmt: skip
