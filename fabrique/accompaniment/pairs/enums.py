from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class Hat(TextChoices):
    """What a person is in the pair."""

    ELECTED = "elected", _("la personne élue")
    AGENT = "agent", _("la personne agente")


class PairState(TextChoices):
    PROPOSED = "proposed", _("proposé")
    ACTIVE = "active", _("en route")
    DECLINED = "declined", _("décliné")
    ENDED = "ended", _("fini")


_P = PairState
PAIR = Transitions("elected-agent-pair", PairState, {
    "accept": ((_P.PROPOSED,), _P.ACTIVE, _("Accepter")),
    "decline": ((_P.PROPOSED,), _P.DECLINED, _("Décliner")),
    "end": ((_P.ACTIVE,), _P.ENDED, _("Finir ce binôme")),
})  # fmt: skip
LIVE = (PairState.PROPOSED, PairState.ACTIVE)


class PointState(TextChoices):
    OPEN = "open", _("à trancher")
    DECIDED = "decided", _("tranché")
    WITHDRAWN = "withdrawn", _("retiré")


_O = PointState
POINT = Transitions("point-of-a-pair", PointState, {
    "decide": ((_O.OPEN,), _O.DECIDED, _("Trancher")),
    "withdraw": ((_O.OPEN,), _O.WITHDRAWN, _("Retirer ce point")),
})  # fmt: skip
