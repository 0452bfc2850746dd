from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions

# from how many territories a theme is shared when nobody chose another number (R385)
SHARED_FROM = 2
# with fewer diagnostics, a count of territories points at them
FEWEST_TO_COUNT = 4


class TopicState(TextChoices):
    """R390, and a topic that was given up."""

    DETECTED = "detected", _("repéré")
    PROPOSED = "proposed", _("proposé aux délégations")
    VOTED = "voted", _("avis recueillis")
    PLANNED = "planned", _("journée prévue")
    HELD = "held", _("journée tenue")
    CLOSED = "closed", _("clos")
    DROPPED = "dropped", _("laissé de côté")


_T = TopicState
TOPIC = Transitions("topic", TopicState, {
    "propose": ((_T.DETECTED,), _T.PROPOSED, _("Proposer aux délégations")),
    "close-vote": ((_T.PROPOSED,), _T.VOTED, _("Clore les avis")),
    "plan": ((_T.VOTED,), _T.PLANNED, _("Prévoir une journée")),
    "hold": ((_T.PLANNED,), _T.HELD, _("Dire que la journée a eu lieu")),
    "close": ((_T.HELD,), _T.CLOSED, _("Clore le sujet")),
    "drop": ((_T.DETECTED, _T.PROPOSED, _T.VOTED, _T.PLANNED), _T.DROPPED, _("Laisser de côté")),
    "take-up": ((_T.DROPPED,), _T.DETECTED, _("Reprendre ce sujet")),
})  # fmt: skip
# what delegations and the institution may know of
SHOWN = (_T.PROPOSED, _T.VOTED, _T.PLANNED, _T.HELD, _T.CLOSED)


class DayKind(TextChoices):
    """R384, R387, R389."""

    GENERIC = "generic", _("journée générique : une méthode, pour tout le monde")
    THEMATIC = "thematic", _("journée thématique : un sujet, à partir de ce qui a été vécu")


class Wish(TextChoices):
    """What a delegation answers; never compared with another's."""

    COME = "come", _("Nous viendrions")
    TELL = "tell", _("Nous viendrions, et nous avons quelque chose à raconter")
    PASS = "pass", _("Pas pour nous, pas maintenant")
