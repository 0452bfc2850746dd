from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class QuestionState(TextChoices):
    OPEN = "open", _("ouverte")
    CLOSED = "closed", _("close")


_Q = QuestionState
QUESTION = Transitions("question-between-peers", QuestionState, {
    "close": ((_Q.OPEN,), _Q.CLOSED, _("Clore")),
    "reopen": ((_Q.CLOSED,), _Q.OPEN, _("Rouvrir")),
})  # fmt: skip


class SheetState(TextChoices):
    PREPARED = "prepared", _("en attente d’accords")
    PUBLISHED = "published", _("publiée")
    WITHDRAWN = "withdrawn", _("retirée")


_S = SheetState
SHEET = Transitions("answer-sheet", SheetState, {
    "publish": ((_S.PREPARED, _S.WITHDRAWN), _S.PUBLISHED, _("Publier la fiche")),
    "withdraw": ((_S.PREPARED, _S.PUBLISHED), _S.WITHDRAWN, _("Retirer la fiche")),
})  # fmt: skip


class Says(TextChoices):
    """Of one's own words: said again at any time, in either sense."""

    ASKED = "asked", _("demandé")
    YES = "yes", _("d’accord")
    NO = "no", _("pas d’accord")
