from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Precision(TextChoices):
    """How well a date is known."""

    DAY = "day", _("au jour")
    MONTH = "month", _("au mois")
    SEASON = "season", _("à la saison")
    YEAR = "year", _("à l’année")
