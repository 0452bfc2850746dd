from datetime import date

from django.db import models
from django.db.models import F, Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace.enums import PeriodKind
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField
from fabrique.ground.territories.models import Territory


class PeriodQuerySet(KeptQuerySet):
    def between(self, start: date, end: date):
        return self.filter(starts_on__lte=end, ends_on__gte=start)

    def busy(self, territory: Territory, start: date, end: date):
        """What weighs on this territory between two days included, whichever cohort wrote it (R554): for planners."""
        return self.filter(participation__territory=territory).between(start, end)


class Period(models.Model):
    """R554: both days included; one day is a period that ends where it starts."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=12, choices=PeriodKind)
    title = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="busy_period_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.UniqueConstraint(fields=["participation", "title", "starts_on"], name="busy_period_once"),
        ]

    def __str__(self):
        return self.title
