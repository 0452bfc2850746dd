from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class PeriodKind(TextChoices):
    """R554."""

    SEASON = "season", _("saison touristique ou agricole")
    SCHOOL = "school", _("vacances scolaires")
    BUDGET = "budget", _("vote du budget")
    COUNCIL = "council", _("conseil")
    ELECTION = "election", _("élection et réserve électorale")
    MANDATE_END = "mandate-end", _("fin de mandat")
    OTHER = "other", _("autre temps chargé")


class CardKind(TextChoices):
    """R559, R567."""

    BODY = "body", _("instance")
    PERSON = "person", _("personne ou fonction")


class CallState(TextChoices):
    SPOTTED = "spotted", _("à décider")
    GO = "go", _("on y va")
    NO_GO = "no-go", _("on n’y va pas")
    SENT = "sent", _("dossier envoyé")
    WON = "won", _("retenu")
    LOST = "lost", _("non retenu")


_C = CallState
CALL = Transitions("call-for-projects", CallState, {
    "go": ((_C.SPOTTED, _C.NO_GO), _C.GO, _("On y va")),
    "leave": ((_C.SPOTTED, _C.GO), _C.NO_GO, _("On n’y va pas")),
    "send": ((_C.GO,), _C.SENT, _("Le dossier est envoyé")),
    "win": ((_C.SENT,), _C.WON, _("Le dossier est retenu")),
    "lose": ((_C.SENT,), _C.LOST, _("Le dossier n’est pas retenu")),
})  # fmt: skip


class Moment(TextChoices):
    """R381, R383, R501: when a delegation says where it stands."""

    START = "start", _("à l’entrée")
    BREAK = "break", _("à mi-chemin")
    END = "end", _("à la fin")


class WhatFollows(TextChoices):
    CONTINUE = "continue", _("on continue")
    CHANGE = "change", _("on change de route")
    STOP = "stop", _("on s’arrête là")


class Again(TextChoices):
    """R577: the last question of a path, kept."""

    YES = "yes", _("oui, à refaire")
    OTHERWISE = "otherwise", _("oui, autrement")
    NO = "no", _("non")


class Size(TextChoices):
    SMALL = "small", _("petite victoire")
    LARGE = "large", _("grande victoire")


class StateAnswer(TextChoices):
    """R566: what a service of the State says of a foreseen procedure."""

    WAITING = "waiting", _("en attente de réponse")
    POSSIBLE = "possible", _("possible")
    CONDITION = "condition", _("possible à une condition")
    NO = "no", _("pas en l’état")
    NOTHING = "nothing", _("rien à demander")


class SheetState(TextChoices):
    DRAFT = "draft", _("en cours d’écriture")
    AGREED = "agreed", _("relue et acceptée")
    PUBLISHED = "published", _("publique")


_M = SheetState
SHEET = Transitions("method-sheet", SheetState, {
    "agree": ((_M.DRAFT,), _M.AGREED, _("La délégation l’accepte")),
    "publish": ((_M.AGREED,), _M.PUBLISHED, _("La rendre publique")),
    "reopen": ((_M.AGREED, _M.PUBLISHED), _M.DRAFT, _("La reprendre")),
})  # fmt: skip
