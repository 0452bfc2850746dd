from django.db import models

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.diagnostics.enums import ThemeGroup


class Theme(models.Model):
    """What several diagnostics of a cohort have in common, as published: no territory, no count of voices."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="themes")
    group = models.CharField(max_length=12, choices=ThemeGroup)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class Fact(models.Model):
    """A figure about the diagnostics of a cohort, as a source states it."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="diagnostic_facts")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=200)
    value = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.label} : {self.value}"
