from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProjectKind(TextChoices):
    """R418."""

    TOTEM = "totem", _("projet totem")
    MICRO = "micro", _("micro-projet")
