from django.db import models
from django.db.models import F, Q

from fabrique.core.db import QuerySet
from fabrique.core.pictures import Moment
from fabrique.roof.home.enums import Precision


class PublicFigureQuerySet(QuerySet):
    def visible_to(self, person):
        return self


class PublicFigure(models.Model):
    """A published figure, kept as stated: the sum of parts may exceed the total, and both are shown (R269, R270).

    `beside` names the figure whose line tells this one too: a part of it, or what another source or year says.
    """

    key = models.SlugField(max_length=60, unique=True)
    value = models.CharField(max_length=60)
    number = models.PositiveIntegerField(null=True, blank=True)
    label = models.CharField(max_length=160)
    detail = models.CharField(max_length=300, blank=True)
    as_of = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    featured = models.BooleanField(default=False)
    beside = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="companions")
    part = models.BooleanField(default=False)

    objects = PublicFigureQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="part_of_a_figure", condition=Q(part=False) | Q(beside__isnull=False)),
            models.CheckConstraint(name="figure_beside_another", condition=Q(beside=None) | ~Q(beside=F("id"))),
        ]

    def __str__(self):
        return f"{self.value} {self.label}"

    @property
    def short(self) -> str:
        """« + 500 » for « plus de 500 », where there is room for a number only."""
        return self.value.replace("plus de ", "+\u202f")

    @property
    def wordy(self) -> bool:
        """More words than number: it reads at the size of a sentence."""
        return len(self.short) > 7


class MilestoneQuerySet(QuerySet):
    def visible_to(self, person):
        return self


class Milestone(models.Model):
    """A date of the alliance's own story (R011), known to the day, the month, the season or the year."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    period = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="milestone_in_order", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            )
        ]

    def __str__(self):
        return self.title

    @property
    def moment(self) -> Moment:
        lasts = bool(self.ends_on) and (self.ends_on - self.starts_on).days > 31
        return Moment(
            self.title,
            start=self.starts_on,
            end=self.ends_on,
            precision=self.precision,
            kind="bar" if lasts else "day",
        )
