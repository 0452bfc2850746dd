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
    RESOURCE = "resource", _("ressource pour aller plus loin")


class SequenceKind(TextChoices):
    """R319."""

    TALK = "talk", _("intervention")
    WORKSHOP = "workshop", _("atelier")
    TESTIMONY = "testimony", _("témoignage")
    VISIT = "visit", _("visite")
    VIDEO = "video", _("film")


class OutputKind(TextChoices):
    """R333: what a delegation makes in a workshop."""

    STAKES = "stakes", _("nos enjeux")
    EXPECTATIONS = "expectations", _("nos attentes")
    FRONT_PAGE = "front-page", _("la une d’un journal")


class KitState(TextChoices):
    """R342."""

    TO_PREPARE = "to-prepare", _("à préparer")
    PREPARING = "preparing", _("en préparation")
    PUBLISHED = "published", _("publiée")
    UPDATED = "updated", _("mise à jour")


_K = KitState
KIT = Transitions("kit", KitState, {
    "prepare": ((_K.TO_PREPARE,), _K.PREPARING, _("Commencer la mallette")),
    "publish": ((_K.TO_PREPARE, _K.PREPARING), _K.PUBLISHED, _("Publier la mallette")),
    "update": ((_K.PUBLISHED,), _K.UPDATED, _("Mettre à jour la mallette")),
})  # fmt: skip


class MinutesState(TextChoices):
    """D43: without a recording, those who were there say whether the minutes are right."""

    DRAFT = "draft", _("en cours d’écriture")
    PROPOSED = "proposed", _("à relire")
    PUBLISHED = "published", _("publié")


_M = MinutesState
MINUTES = Transitions("minutes", MinutesState, {
    "propose": ((_M.DRAFT,), _M.PROPOSED, _("Donner à relire")),
    "publish": ((_M.PROPOSED,), _M.PUBLISHED, _("Publier à la cohorte")),
})  # fmt: skip
