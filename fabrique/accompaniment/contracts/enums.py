from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class ContractKind(TextChoices):
    """R546."""

    CRTE = "crte", _("contrat pour la réussite de la transition écologique (CRTE)")
    COP = "cop", _("conférence des parties régionale (COP)")
    PLAN = "plan", _("plan régional")
    PROGRAMME = "te", _("programme de transition écologique")
    OTHER = "other", _("autre contrat")


class ContractState(TextChoices):
    PREPARED = "prepared", _("en préparation")
    SIGNED = "signed", _("signé")
    ENDED = "ended", _("terminé")
    DROPPED = "dropped", _("abandonné")


_S = ContractState
CONTRACT = Transitions("contract", ContractState, {
    "sign": ((_S.PREPARED,), _S.SIGNED, _("Noter la signature")),
    "end": ((_S.SIGNED,), _S.ENDED, _("Déclarer terminé")),
    "drop": ((_S.PREPARED,), _S.DROPPED, _("Abandonner")),
})  # fmt: skip
# known to everybody, without its amounts
PUBLIC = (_S.SIGNED, _S.ENDED)
LIVING = (_S.PREPARED, _S.SIGNED)
