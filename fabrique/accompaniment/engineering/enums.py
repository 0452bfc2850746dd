from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class Level(TextChoices):
    STATE = "state", _("État")
    REGION = "region", _("Région")
    DEPARTMENT = "department", _("département")
    LOCAL = "local", _("structure locale")


class Subject(TextChoices):
    """What a territory looks for: broad enough that a person finds theirs."""

    STRATEGY = "strategy", _("stratégie et projet de territoire")
    HOUSING = "housing", _("habitat et urbanisme")
    ENERGY = "energy", _("énergie et climat")
    WATER = "water", _("eau et biodiversité")
    MOBILITY = "mobility", _("mobilités")
    FOOD = "food", _("agriculture et alimentation")
    ECONOMY = "economy", _("économie et emploi")
    SOCIAL = "social", _("santé et solidarités")
    CULTURE = "culture", _("culture et patrimoine")
    PARTICIPATION = "participation", _("participation des habitants")
    FUNDING = "funding", _("financement et montage de dossiers")


class HandOverState(TextChoices):
    """Nothing leaves before the territory agrees; the answer is followed to its end."""

    PROPOSED = "proposed", _("attend l’accord du territoire")
    AGREED = "agreed", _("prête à envoyer")
    SENT = "sent", _("envoyée")
    ANSWERED = "answered", _("a une réponse")
    TAKEN_UP = "taken-up", _("prise en charge")
    DECLINED = "declined", _("refusée")
    WITHDRAWN = "withdrawn", _("retirée")


_S = HandOverState
HAND_OVER = Transitions("hand-over", HandOverState, {
    "agree": ((_S.PROPOSED,), _S.AGREED, _("Donner l’accord du territoire")),
    "send": ((_S.AGREED,), _S.SENT, _("Noter qu’elle est envoyée")),
    "answer": ((_S.SENT,), _S.ANSWERED, _("Noter une réponse")),
    "take-up": ((_S.SENT, _S.ANSWERED), _S.TAKEN_UP, _("Noter la prise en charge")),
    "decline": ((_S.SENT, _S.ANSWERED), _S.DECLINED, _("Noter un refus")),
    "withdraw": ((_S.PROPOSED, _S.AGREED, _S.SENT), _S.WITHDRAWN, _("Retirer la demande")),
})  # fmt: skip
# what the support itself, or whoever wrote down its answer, says
ANSWERS = ("answer", "take-up", "decline")
WAITING = (_S.SENT, _S.ANSWERED)
