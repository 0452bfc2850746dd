from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ThemeGroup(TextChoices):
    """The three groups of a restitution (E1 Q24)."""

    ASSETS = "assets", _("Points forts")
    FRAGILITIES = "fragilities", _("Points de fragilité")
    TENSIONS = "tensions", _("Points de tension")
    CONVERGENCE = "convergence", _("Ce qui se retrouve partout")
