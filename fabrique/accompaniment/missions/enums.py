from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class MissionState(TextChoices):
    """R454."""

    DESCRIBED = "described", _("besoin décrit")
    LISTED = "listed", _("candidats présentés")
    CHOSEN = "chosen", _("allié choisi")
    SIGNED = "signed", _("convention signée")
    RUNNING = "running", _("en cours")
    CLOSED = "closed", _("close")
    APPRAISED = "appraised", _("relue par les deux")
    DROPPED = "dropped", _("abandonnée")


_M = MissionState
MISSION = Transitions("mission", MissionState, {
    "list": ((_M.DESCRIBED,), _M.LISTED, _("Présenter les candidats à la délégation")),
    "describe-again": ((_M.LISTED,), _M.DESCRIBED, _("Reprendre la liste")),
    "choose": ((_M.LISTED,), _M.CHOSEN, _("Choisir")),
    "sign": ((_M.CHOSEN,), _M.SIGNED, _("Convention signée")),
    "run": ((_M.SIGNED,), _M.RUNNING, _("La mission commence")),
    "close": ((_M.RUNNING,), _M.CLOSED, _("Clore la mission")),
    "appraise": ((_M.CLOSED,), _M.APPRAISED, _("Relue par les deux")),
    "drop": ((_M.DESCRIBED, _M.LISTED, _M.CHOSEN), _M.DROPPED, _("Abandonner")),
})  # fmt: skip
OVER = (_M.CLOSED, _M.APPRAISED, _M.DROPPED)
# days are declared, allies come and go
AT_WORK = (_M.SIGNED, _M.RUNNING)


class CandidateState(TextChoices):
    PROPOSED = "proposed", _("proposé")
    PASSED = "passed", _("non retenu pour la liste")
    CHOSEN = "chosen", _("choisi")
    NOT_CHOSEN = "not-chosen", _("non choisi")


class Part(TextChoices):
    """R445."""

    LEAD = "lead", _("tient la mission")
    COMPLEMENT = "complement", _("vient en complément")


class FunctionType(TextChoices):
    """R192."""

    PERMANENT = "permanent", _("fonction permanente")
    ONE_OFF = "one-off", _("fonction ponctuelle de coproduction")


class Unit(TextChoices):
    DAY = "day", _("par jour")
    HOUR = "hour", _("par heure")


class ConventionState(TextChoices):
    """R196."""

    DRAFT = "draft", _("en projet")
    AGREED = "agreed", _("acceptée par les parties")
    SIGNED = "signed", _("signée")
    RUNNING = "running", _("en cours")
    DELIVERED = "delivered", _("travail remis")
    ACCEPTED = "accepted", _("travail accepté")
    PAID = "paid", _("payée")
    CLOSED = "closed", _("close")
    TERMINATED = "terminated", _("rompue")


_C = ConventionState
CONVENTION = Transitions("co-production-convention", ConventionState, {
    "agree": ((_C.DRAFT,), _C.AGREED, _("Figer le texte pour la signature")),
    "rework": ((_C.AGREED,), _C.DRAFT, _("Reprendre le texte")),
    "sign": ((_C.AGREED,), _C.SIGNED, _("Signée par les trois parties")),
    "run": ((_C.SIGNED,), _C.RUNNING, _("Le travail commence")),
    "deliver": ((_C.RUNNING,), _C.DELIVERED, _("Dire le travail remis")),
    "accept": ((_C.DELIVERED,), _C.ACCEPTED, _("Accepter le travail")),
    "ask-again": ((_C.DELIVERED,), _C.RUNNING, _("Demander une reprise")),
    "pay": ((_C.ACCEPTED,), _C.PAID, _("Noter le paiement")),
    "close": ((_C.PAID,), _C.CLOSED, _("Clore la convention")),
    "terminate": ((_C.DRAFT, _C.AGREED, _C.SIGNED, _C.RUNNING, _C.DELIVERED), _C.TERMINATED, _("Rompre la convention")),
})  # fmt: skip
STANDING = (_C.SIGNED, _C.RUNNING)
# signed by the three: its funder reads it
CONCLUDED = (_C.SIGNED, _C.RUNNING, _C.DELIVERED, _C.ACCEPTED, _C.PAID, _C.CLOSED)


class Party(TextChoices):
    """R194: co-built between the three."""

    TERRITORY = "territory", _("le territoire")
    ALLY = "ally", _("l’allié")
    ASSOCIATION = "association", _("l’association")


class DayKind(TextChoices):
    """R448."""

    PREPARATION = "preparation", _("préparation")
    ON_SITE = "on-site", _("sur place")
    REMOTE = "remote", _("à distance")
    TRAVEL = "travel", _("trajet")
    WRITING = "writing", _("écriture")


class DayState(TextChoices):
    DECLARED = "declared", _("à confirmer")
    CONFIRMED = "confirmed", _("confirmé")
    REFUSED = "refused", _("refusé")
    WITHDRAWN = "withdrawn", _("retiré")
    CORRECTED = "corrected", _("corrigé par contre-écriture")


_D = DayState
DAY = Transitions("day-of-mission", DayState, {
    "confirm": ((_D.DECLARED,), _D.CONFIRMED, _("Confirmer")),
    "refuse": ((_D.DECLARED,), _D.REFUSED, _("Refuser")),
    "withdraw": ((_D.DECLARED,), _D.WITHDRAWN, _("Retirer")),
    "correct": ((_D.CONFIRMED,), _D.CORRECTED, _("Corriger")),
})  # fmt: skip
COUNTED = (_D.DECLARED, _D.CONFIRMED)


class ChangeState(TextChoices):
    """R453."""

    ASKED = "asked", _("médiation à tenir")
    STAYS = "stays", _("l’allié continue")
    LEAVES = "leaves", _("l’allié s’en va")


_G = ChangeState
CHANGE = Transitions("change-of-ally", ChangeState, {
    "stay": ((_G.ASKED,), _G.STAYS, _("L’allié continue")),
    "leave": ((_G.ASKED,), _G.LEAVES, _("L’allié s’en va")),
})  # fmt: skip


class Side(TextChoices):
    TERRITORY = "territory", _("la délégation")
    ALLY = "ally", _("l’allié")
