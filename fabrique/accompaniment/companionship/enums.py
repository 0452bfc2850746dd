from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class CompanionState(TextChoices):
    """R529."""

    INVITED = "invited", _("invité")
    ACTIVE = "active", _("compagnon")
    RESTING = "resting", _("en pause")
    LEFT = "left", _("parti")


_C = CompanionState
COMPANIONSHIP = Transitions("companionship", CompanionState, {
    "accept": ((_C.INVITED,), _C.ACTIVE, _("Devenir compagnon")),
    "rest": ((_C.ACTIVE,), _C.RESTING, _("Faire une pause")),
    "wake": ((_C.RESTING,), _C.ACTIVE, _("Reprendre")),
    "leave": ((_C.INVITED, _C.ACTIVE, _C.RESTING), _C.LEFT, _("Quitter le compagnonnage")),
    "invite-again": ((_C.LEFT,), _C.INVITED, _("Inviter de nouveau")),
})  # fmt: skip


class PointState(TextChoices):
    """A territory's word some months later: its own until the delegation agrees to publish it."""

    EXPECTED = "expected", _("à écrire")
    WRITTEN = "written", _("écrit, entre nous")
    PUBLISHED = "published", _("publié")


_P = PointState
POINT = Transitions("companion-point", PointState, {
    "write": ((_P.EXPECTED, _P.WRITTEN), _P.WRITTEN, _("Écrire")),
    "publish": ((_P.WRITTEN,), _P.PUBLISHED, _("Publier sur la page du territoire")),
    "withdraw": ((_P.PUBLISHED,), _P.WRITTEN, _("Retirer de la page publique")),
})  # fmt: skip


class PairKind(TextChoices):
    """R530, D38: one who has been through it; D17: one of the same scale."""

    GODPARENT = "godparent", _("marraine")
    ALTER_EGO = "alter-ego", _("alter ego")


class PairState(TextChoices):
    PROPOSED = "proposed", _("proposé")
    ACCEPTED = "accepted", _("accepté des deux côtés")
    DECLINED = "declined", _("décliné")
    ENDED = "ended", _("terminé")


_A = PairState
PAIR = Transitions("companion-pair", PairState, {
    "accept": ((_A.PROPOSED,), _A.ACCEPTED, _("Accepter")),
    "decline": ((_A.PROPOSED,), _A.DECLINED, _("Décliner")),
    "end": ((_A.ACCEPTED,), _A.ENDED, _("Terminer")),
})  # fmt: skip


class TripState(TextChoices):
    """R531."""

    PROPOSED = "proposed", _("proposé")
    OPEN = "open", _("ouvert aux inscriptions")
    CONFIRMED = "confirmed", _("complet ou confirmé")
    DONE = "done", _("a eu lieu")
    TOLD = "told", _("raconté")
    CANCELLED = "cancelled", _("annulé")


_T = TripState
TRIP = Transitions("learning-trip", TripState, {
    "open": ((_T.PROPOSED,), _T.OPEN, _("Ouvrir avec une date")),
    "confirm": ((_T.OPEN,), _T.CONFIRMED, _("Confirmer")),
    "reopen": ((_T.CONFIRMED,), _T.OPEN, _("Rouvrir les inscriptions")),
    "hold": ((_T.OPEN, _T.CONFIRMED), _T.DONE, _("Le voyage a eu lieu")),
    "tell": ((_T.DONE, _T.TOLD), _T.TOLD, _("Écrire ce que l’on en garde")),
    "cancel": ((_T.PROPOSED, _T.OPEN, _T.CONFIRMED), _T.CANCELLED, _("Annuler")),
})  # fmt: skip


class RequestState(TextChoices):
    """R530: a companion is asked to bear witness, and is free."""

    ASKED = "asked", _("attend votre réponse")
    YES = "yes", _("oui")
    LATER = "later", _("plus tard")
    NO = "no", _("non")


_R = RequestState
WITNESS = Transitions("witness-request", RequestState, {
    "accept": ((_R.ASKED, _R.LATER), _R.YES, _("Oui, je viens témoigner")),
    "postpone": ((_R.ASKED,), _R.LATER, _("Plus tard")),
    "refuse": ((_R.ASKED, _R.LATER), _R.NO, _("Non, pas cette fois")),
})  # fmt: skip
