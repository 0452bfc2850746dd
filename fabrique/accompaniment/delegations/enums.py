from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rank(TextChoices):
    HOLDER = "holder", _("titulaire")
    SUBSTITUTE = "substitute", _("suppléance")


class Answer(TextChoices):
    """R309."""

    WAITING = "waiting", _("en attente de réponse")
    YES = "yes", _("vient")
    LATER = "later", _("plus tard")
    NO = "no", _("ne vient pas")


class Compensation(TextChoices):
    """R308: what was asked for the time of those whose job it is not."""

    NONE = "none", _("rien n’a été demandé")
    ASKED = "asked", _("demandée, sans réponse encore")
    AGREED = "agreed", _("convenue")
    REFUSED = "refused", _("refusée")
