from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.narratives.enums import Dimension, Medium
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import EVERYTHING, PublicCodeField
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.referentials.models import Item


class StrategyLine(Versioned):
    """R463: for one of the five dimensions of R054, where we are, what we try, who carries, next."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="strategy_lines")
    dimension = models.CharField(max_length=12, choices=Dimension)
    where_we_are = models.TextField(blank=True)
    what_we_try = models.TextField(blank=True)
    who_carries = models.CharField(max_length=200, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(default=timezone.localdate)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "dimension"], name="strategy_line_once")]

    def __str__(self):
        return f"{self.participation}, {self.get_dimension_display()}"


class CarrierQuerySet(KeptQuerySet):
    @staticmethod
    def shown() -> Q:
        """By categories and functions, no name: everybody reads who keeps a territory's story."""
        return ~Q(pk=None)


class Carrier(models.Model):
    """R472: who keeps the story of a territory, by category and function. Two categories at least outlive a mandate."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="carriers")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    function = models.CharField(max_length=160)
    since = models.DateField(default=timezone.localdate)

    objects = CarrierQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "function"], name="carrier_once")]

    def __str__(self):
        return self.function


class LocalMedia(Versioned):
    """R471: the media one may work with here. Organisations only, with what everybody may call or write to."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="local_media")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    medium = models.CharField(max_length=12, choices=Medium)
    covers = models.CharField(max_length=300, blank=True)
    newsroom = models.CharField(max_length=200, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "organisation"], name="local_media_once")]

    def __str__(self):
        return f"{self.organisation}, {self.get_medium_display()}"
