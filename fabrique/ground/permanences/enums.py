from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class MatterKind(TextChoices):
    """R090."""

    QUESTION = "question", _("une question")
    COOPERATION = "cooperation", _("une proposition de coopération")
    CHANTIER = "chantier", _("une proposition de chantier")
    INITIATIVE = "initiative", _("une initiative à faire connaître")
    TOOL = "tool", _("un outil à partager")
    EXPERIENCE = "experience", _("une expérience à raconter")


class MatterState(TextChoices):
    """R091."""

    RECEIVED = "received", _("reçu")
    ANSWERED = "answered", _("répondu")
    ROUTED = "routed", _("transmis")
    CLOSED = "closed", _("clos")


_M = MatterState
MATTER = Transitions("matter", MatterState, {
    "answer": ((_M.RECEIVED, _M.ROUTED), _M.ANSWERED, _("Répondre")),
    "route": ((_M.RECEIVED, _M.ANSWERED), _M.ROUTED, _("Transmettre")),
    "close": ((_M.ANSWERED, _M.ROUTED), _M.CLOSED, _("Clore")),
})  # fmt: skip
WAITING = (MatterState.RECEIVED, MatterState.ROUTED)


class Destination(TextChoices):
    """Where a matter is taken further (R091)."""

    INITIATIVE = "initiative", _("les initiatives")
    CHANTIER = "chantier", _("les chantiers")
    EXPERIENCE = "experience", _("les fiches d’expérience")
    CALL = "call", _("les appels à intérêt")
    DIRECTORY = "directory", _("l’annuaire")


class Consent(TextChoices):
    """What the author lets us publish: nothing is published without one of the two last (R092)."""

    NOTHING = "nothing", _("rien : la réponse est pour moi seul·e")
    ANSWER = "answer", _("la réponse, avec une question reformulée, sans mes mots ni mon nom")
    WORDS = "words", _("la réponse et mes mots, sans mon nom")


class Visitor(TextChoices):
    """Who came, in numbers only."""

    ALLY = "ally", _("un·e allié·e")
    OTHER = "other", _("une personne qui n’est pas encore alliée")


# R078: ten a year, in every month but these two
MEETINGS_A_YEAR = 10
MONTHS_WITHOUT_MEETING = (7, 8)
