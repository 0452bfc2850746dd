from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class Group(TextChoices):
    """R361, E1 Q24: the three parts of what is given back."""

    ASSETS = "assets", _("Points forts")
    FRAGILITIES = "fragilities", _("Points de fragilité")
    TENSIONS = "tensions", _("Points de tension")


# of what was coded to where it is given back (E1 Q24)
GROUP_OF = {
    "strength": Group.ASSETS,
    "opportunity": Group.ASSETS,
    "weakness": Group.FRAGILITIES,
    "resistance": Group.FRAGILITIES,
    "controversy": Group.TENSIONS,
}


class Horizon(TextChoices):
    SOON = "soon", _("dans les six mois")
    YEAR = "year", _("dans l’année")
    LATER = "later", _("au-delà d’un an")


class EditionState(TextChoices):
    """A version exists only once the guard has found nothing to say: it is born checked."""

    CHECKED = "checked", _("passée par la garde")
    IN_REVIEW = "in-review", _("en relecture")
    BLOCKED = "blocked", _("arrêtée par la relecture")
    CLEARED = "cleared", _("relue, prête à sortir")
    PRESENTED = "presented", _("présentée au n° 1")
    RESTITUTED = "restituted", _("restituée")
    SUPERSEDED = "superseded", _("remplacée")
    WITHDRAWN = "withdrawn", _("retirée")


_E = EditionState
OPEN = (_E.CHECKED, _E.IN_REVIEW, _E.BLOCKED, _E.CLEARED, _E.PRESENTED)
LIVE = (*OPEN, _E.RESTITUTED)
EDITION = Transitions("edition", EditionState, {
    "send-to-review": ((_E.CHECKED,), _E.IN_REVIEW, _("Confier à deux relectures")),
    "block": ((_E.IN_REVIEW,), _E.BLOCKED, _("Arrêter")),
    "clear": ((_E.IN_REVIEW,), _E.CLEARED, _("Laisser sortir")),
    "present": ((_E.CLEARED,), _E.PRESENTED, _("Présenter au n° 1")),
    "restitute": ((_E.PRESENTED,), _E.RESTITUTED, _("Restituer")),
    "supersede": (OPEN, _E.SUPERSEDED, _("Remplacer par une autre version")),
    "withdraw": (OPEN, _E.WITHDRAWN, _("Retirer cette version")),
})  # fmt: skip


class Risk(TextChoices):
    """The three questions of the CNIL on each quotation (reliability 4.3.10)."""

    ISOLATE = "isolate", _("On peut l’isoler : une seule personne peut avoir dit cela.")
    LINK = "link", _("On peut le relier : à une autre phrase, à un autre document, à un fait connu.")
    INFER = "infer", _("On peut en déduire : quelque chose sur quelqu’un, même sans savoir qui.")


class RemarkKind(TextChoices):
    FACT = "fact", _("un fait à corriger")
    FINDING = "finding", _("un constat contesté")


class Outcome(TextChoices):
    """R368: a fact may be corrected; a finding is answered."""

    CORRECTED = "corrected", _("corrigé dans une nouvelle version")
    KEPT = "kept", _("maintenu")


class RestitutionFormat(TextChoices):
    ROOM = "room", _("en salle, avec les personnes entendues")
    PUBLIC = "public", _("réunion publique")
    REMOTE = "remote", _("à distance")


class TakenUp(TextChoices):
    """R372."""

    YES = "yes", _("reprise")
    LATER = "later", _("plus tard")
    NO = "no", _("non")
