"""What a cohort opens or sets for those who came before: its yearly meeting, its learning kits."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, OfCohortQuerySet
from fabrique.core.db import EVERYTHING, PublicCodeField
from fabrique.ground.agenda.models import Event

PERSON = settings.AUTH_USER_MODEL


class Rebound(models.Model):
    """R529, R530: once a year, the companions of a former cohort meet again. Its day is in the agenda."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="rebounds")
    year = models.PositiveSmallIntegerField()
    event = models.OneToOneField(Event, models.PROTECT, related_name="rebound")

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "year"], name="rebound_once_a_year")]

    def __str__(self):
        return f"{self.cohort}, {self.year}"


class Shelf(models.Model):
    """R530: the leads of a newer cohort open its learning kits to active companions. Closing it removes the row."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    cohort = models.OneToOneField(Cohort, models.PROTECT, related_name="shelf")
    word = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "shelves"
        ordering = ["-opened_at", "-pk"]

    def __str__(self):
        return str(self.cohort)
