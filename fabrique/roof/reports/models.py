from django.db import models

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.db import QuerySet
from fabrique.core.versions import Versioned
from fabrique.roof.reports.enums import PartKey


class PartQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(cohort__in=Cohort.objects.visible_to(person))


class Part(Versioned):
    """Paragraphs separated by an empty line, for one place of a cohort's report."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="report_parts")
    key = models.CharField(max_length=30, choices=PartKey)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "key"], name="part_once")]

    def __str__(self):
        return self.title or self.get_key_display()
