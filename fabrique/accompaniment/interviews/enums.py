from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExtractKind(TextChoices):
    """R360."""

    STRENGTH = "strength", _("force")
    WEAKNESS = "weakness", _("faiblesse")
    CONTROVERSY = "controversy", _("controverse")
    OPPORTUNITY = "opportunity", _("opportunité")
    RESISTANCE = "resistance", _("résistance")


# how the kit draws each: a colour and an underline of its own
STYLES = {
    ExtractKind.STRENGTH: "q-force",
    ExtractKind.WEAKNESS: "q-faible",
    ExtractKind.CONTROVERSY: "q-controverse",
    ExtractKind.OPPORTUNITY: "q-chance",
    ExtractKind.RESISTANCE: "q-resiste",
}


class Aspect(TextChoices):
    """What else a passage may tell (R362)."""

    ENGAGEMENT = "engagement", _("l’engagement des personnes")
    COOPERATION = "cooperation", _("leur coopération")
    AMBITION = "ambition", _("leur ambition")
    SUPPORT = "support", _("un point d’appui")
    TENSION = "tension", _("une tension clé")


class Intensity(TextChoices):
    """R363."""

    ONE = "1", _("1 : dit en passant")
    TWO = "2", _("2 : dit nettement")
    THREE = "3", _("3 : dit avec force, ou plusieurs fois")


class Mode(TextChoices):
    """How two people met; never recorded (E1 Q38)."""

    FACE_TO_FACE = "face-to-face", _("face à face")
    VIDEO = "video", _("en visio")
    PHONE = "phone", _("au téléphone")
