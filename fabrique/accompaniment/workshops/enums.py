from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fabrique.core.states import Transitions


class WorkshopState(TextChoices):
    PREPARED = "prepared", _("préparé")
    OPEN = "open", _("ouvert")
    CLOSED = "closed", _("terminé")
    ARCHIVED = "archived", _("archivé")


_W = WorkshopState
WORKSHOP = Transitions("workshop", WorkshopState, {
    "open": ((_W.PREPARED,), _W.OPEN, _("Ouvrir l’atelier")),
    "close": ((_W.OPEN,), _W.CLOSED, _("Terminer l’atelier")),
    "reopen": ((_W.CLOSED,), _W.OPEN, _("Rouvrir l’atelier")),
    "archive": ((_W.PREPARED, _W.CLOSED), _W.ARCHIVED, _("Archiver l’atelier")),
})  # fmt: skip


class FormatState(TextChoices):
    OWN = "own", _("à moi")
    SHARED = "shared", _("dans la boîte à outils")


_F = FormatState
FORMAT = Transitions("workshop-format", FormatState, {
    "share": ((_F.OWN,), _F.SHARED, _("Mettre dans la boîte à outils")),
    "take-back": ((_F.SHARED,), _F.OWN, _("Reprendre de la boîte à outils")),
})  # fmt: skip


class StepKind(TextChoices):
    COLLECT = "collect", _("recueillir")
    READ = "read", _("lire")
    GROUP = "group", _("regrouper")
    VOTE = "vote", _("voter")
    DISCUSS = "discuss", _("discuter")
    DECIDE = "decide", _("décider")


class Ballot(TextChoices):
    """How one votes."""

    OPINION = "opinion", _("d’accord, pas d’accord, je passe")
    DOTS = "dots", _("avec des points")


class Position(TextChoices):
    AGREE = "agree", _("d’accord")
    DISAGREE = "disagree", _("pas d’accord")
    PASS = "pass", _("je passe")


class CardState(TextChoices):
    """A card taken back keeps no word; its line stays, so that a late resend does not bring it back."""

    SHOWN = "shown", _("sur le mur")
    ASIDE = "aside", _("mise de côté")
    TAKEN_BACK = "taken-back", pgettext_lazy("workshop", "reprise")


_C = CardState
CARD = Transitions("workshop-card", CardState, {
    "put-aside": ((_C.SHOWN,), _C.ASIDE, _("Mettre de côté")),
    "put-back": ((_C.ASIDE,), _C.SHOWN, _("Remettre sur le mur")),
    "take-back": ((_C.SHOWN, _C.ASIDE), _C.TAKEN_BACK, _("Reprendre")),
})  # fmt: skip

# signs of a card, cards of one participant, participants of a workshop
LONGEST_CARD = 500
MOST_CARDS = 300
MOST_PARTICIPANTS = 5000
MOST_DOTS = 10
MOST_STEPS = 30
# a vote is told from so many voters, a category's figures from so many of its own
FEWEST = 5
