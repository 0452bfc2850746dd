from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fabrique.core.states import Transitions

# R414
MONTHS = (3, 6, 12)


class AgoraState(TextChoices):
    PREPARED = "prepared", _("en préparation")
    OPEN = "open", _("ouverte")
    CLOSED = "closed", _("close")
    PUBLISHED = "published", _("résolutions publiées")


_A = AgoraState
AGORA = Transitions("agora", AgoraState, {
    "open": ((_A.PREPARED,), _A.OPEN, _("Ouvrir l’Agora")),
    "close": ((_A.OPEN,), _A.CLOSED, _("Clore l’Agora")),
    "reopen": ((_A.CLOSED,), _A.OPEN, _("Rouvrir l’Agora")),
    "publish": ((_A.CLOSED,), _A.PUBLISHED, _("Rendre les résolutions publiques")),
    "withdraw": ((_A.PUBLISHED,), _A.CLOSED, _("Ne plus rendre les résolutions publiques")),
})  # fmt: skip
# what is decided apart, by who may decide for everybody
PUBLIC_MOVES = ("publish", "withdraw")


class AnswerSays(TextChoices):
    """R412."""

    ACCEPT = "accept", _("oui")
    IN_PART = "in-part", _("oui, en partie")
    LATER = "later", _("plus tard")
    NO = "no", _("non, et pourquoi")


class AnswerState(TextChoices):
    DRAFT = "draft", _("entre nous")
    AGREED = "agreed", _("donnée")


_R = AnswerState
ANSWER = Transitions("agora-answer", AnswerState, {
    "agree": ((_R.DRAFT,), _R.AGREED, _("Donner cette réponse")),
    "rewrite": ((_R.DRAFT, _R.AGREED), _R.DRAFT, _("Récrire")),
})  # fmt: skip


class ResolutionState(TextChoices):
    """R411."""

    PROPOSED = "proposed", _("proposée")
    DEBATED = "debated", _("en débat")
    ADOPTED = "adopted", _("adoptée")
    WITH_DISSENSUS = "adopted-with-dissensus", _("adoptée avec dissensus")
    IN_PROGRESS = "in-progress", _("en cours")
    KEPT = "kept", pgettext_lazy("promise", "tenue")
    DROPPED = "dropped", _("abandonnée")


_S = ResolutionState
ALIVE = (_S.ADOPTED, _S.WITH_DISSENSUS, _S.IN_PROGRESS)
RESOLUTION = Transitions("agora-resolution", ResolutionState, {
    "debate": ((_S.PROPOSED,), _S.DEBATED, _("Mettre en débat")),
    "adopt": ((_S.DEBATED,), _S.ADOPTED, _("Adopter")),
    "adopt-with-dissensus": ((_S.DEBATED,), _S.WITH_DISSENSUS, _("Adopter avec dissensus")),
    "start": ((_S.ADOPTED, _S.WITH_DISSENSUS), _S.IN_PROGRESS, _("Dire qu’elle est en cours")),
    "keep": (ALIVE, _S.KEPT, _("Dire qu’elle est tenue")),
    "drop": ((_S.PROPOSED, _S.DEBATED, *ALIVE), _S.DROPPED, _("Abandonner, avec la raison")),
})  # fmt: skip
# the moves of a button; « drop » asks for a reason on a page of its own
BY_HAND = ("debate", "adopt", "adopt-with-dissensus", "start", "keep")
ADOPTIONS = ("adopt", "adopt-with-dissensus")


class Scale(TextChoices):
    TEAM = "team", _("une organisation")
    COMMUNE = "commune", _("une commune")
    INTERMUNICIPAL = "intermunicipal", _("une intercommunalité")
    DEPARTMENT = "department", _("un département")
    REGION = "region", _("une région")
    NATION = "nation", _("le pays")
    ALLIANCE = "alliance", _("l’alliance des territoires")


class Progress(TextChoices):
    """What carriers say at 3, 6 and 12 months."""

    KEPT = "kept", pgettext_lazy("promise", "tenu")
    UNDER_WAY = "under-way", _("en cours")
    STUCK = "stuck", _("à reprendre ensemble")
    DROPPED = "dropped", _("abandonné")
