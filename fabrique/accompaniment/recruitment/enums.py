from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class LeadSource(TextChoices):
    """R287."""

    EVENT = "event", _("une rencontre de présentation")
    INSTITUTION = "institution", _("l’institution associée")
    ALLY = "ally", _("un allié")
    ITSELF = "itself", _("le territoire lui-même")


class CandidacyState(TextChoices):
    """R288."""

    LEAD = "lead", _("piste")
    APPROACHED = "approached", _("contact pris")
    PRESENTED = "presented", _("parcours présenté")
    CANDIDATE = "candidate", _("candidature reçue")
    PREPARING = "preparing", _("prérequis en cours")
    ENGAGED = "engaged", _("engagement pris")
    DECLINED = "declined", _("sans suite")
    POSTPONED = "postponed", _("remise à plus tard")


_S = CandidacyState
_OPEN = (_S.LEAD, _S.APPROACHED, _S.PRESENTED, _S.CANDIDATE, _S.PREPARING)
CANDIDACY = Transitions("candidacy", CandidacyState, {
    "approach": ((_S.LEAD,), _S.APPROACHED, _("Noter le premier contact")),
    "present": ((_S.LEAD, _S.APPROACHED), _S.PRESENTED, _("Noter la présentation du parcours")),
    "apply": ((_S.APPROACHED, _S.PRESENTED), _S.CANDIDATE, _("Déposer la candidature")),
    "prepare": ((_S.CANDIDATE,), _S.PREPARING, _("Retenir et réunir les prérequis")),
    "engage": ((_S.CANDIDATE, _S.PREPARING), _S.ENGAGED, _("Engager le territoire")),
    "decline": (_OPEN, _S.DECLINED, _("Clore sans suite")),
    "postpone": (_OPEN, _S.POSTPONED, _("Remettre à plus tard")),
    "reopen": ((_S.DECLINED, _S.POSTPONED), _S.APPROACHED, _("Reprendre le contact")),
})  # fmt: skip


class PrerequisiteKind(TextChoices):
    DELEGATION = "delegation", _("délégation réunie")
    COMMITMENT = "commitment", _("engagement de la personne à la tête de l’exécutif")
    OTHER = "other", _("autre condition")


class ConditionState(TextChoices):
    """What is known of a prerequisite for one territory; nothing known is no row."""

    MET = "met", _("réunie")
    WAIVED = "waived", _("levée par dérogation")
