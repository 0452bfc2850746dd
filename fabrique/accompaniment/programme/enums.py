from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class SessionKind(TextChoices):
    DAY = "day", _("journée")
    WEBINAR = "webinar", _("webinaire")
    FORUM = "forum", _("forum")
    WORKSHOP = "workshop", _("atelier")
    MEETING = "meeting", _("réunion")


class SessionState(TextChoices):
    """R320."""

    DRAFT = "draft", _("brouillon")
    SCHEDULED = "scheduled", _("annoncée")
    HELD = "held", _("tenue")
    DOCUMENTED = "documented", _("documentée")
    POSTPONED = "postponed", _("reportée")
    CANCELLED = "cancelled", _("annulée")


_S = SessionState
SESSION = Transitions("session", SessionState, {
    "schedule": ((_S.DRAFT, _S.POSTPONED), _S.SCHEDULED, _("Annoncer")),
    "hold": ((_S.SCHEDULED,), _S.HELD, _("Déclarer tenue")),
    "document": ((_S.HELD,), _S.DOCUMENTED, _("Publier les documents")),
    "postpone": ((_S.SCHEDULED,), _S.POSTPONED, _("Reporter")),
    "cancel": ((_S.DRAFT, _S.SCHEDULED, _S.POSTPONED), _S.CANCELLED, _("Annuler")),
    "resume": ((_S.CANCELLED,), _S.DRAFT, _("Reprendre en brouillon")),
})  # fmt: skip


class DocumentKind(TextChoices):
    RECORDING = "recording", _("captation")
    SYNTHESIS = "synthesis", _("synthèse")
    STORY = "story", _("récit")
    SUPPORT = "support", _("support")
