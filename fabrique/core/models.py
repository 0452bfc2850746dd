from typing import Any

from django.conf import settings
from django.db import models

from fabrique.core.db import QuerySet


class AuditEntryQuerySet(QuerySet):
    def about(self, thing: Any):
        return self.filter(kind=thing._meta.label_lower, code=str(thing.code))  # noqa: SLF001

    def newest_first(self):
        return self.select_related("actor").order_by("-at", "-pk")


class AuditEntry(models.Model):
    """One act of one person on one object. The table refuses changes and removals (migration 0001)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # what the person acted as, in the words of the moment: roles end, the line stays (R025)
    hat = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "code", "-at"], name="audit_by_object")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.kind} {self.code}".strip()


class ReadingMonth(models.Model):
    """A segment of the access log: how many entries, and the hash of the last one. The row stays when they go."""

    month = models.DateField(unique=True)
    # the hash on which it goes on: the head of the month before
    start = models.CharField(max_length=64, blank=True)
    count = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["month"]

    def __str__(self):
        return f"{self.month:%Y-%m}"


class Reading(models.Model):
    """One opening of something said in confidence: who, when, what; never a word of it (reliability 9).

    The table refuses changes, and removals but those of a whole month that was dropped (migration 0002).
    """

    month = models.ForeignKey(ReadingMonth, models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    act = models.CharField(max_length=10)  # "read" or "write"
    page = models.CharField(max_length=80)
    within = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["month", "number"]
        constraints = [models.UniqueConstraint(fields=["month", "number"], name="reading_once")]
        indexes = [models.Index(fields=["reader", "code", "-at"], name="reading_by_reader")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.kind} {self.code}".strip()


class Heartbeat(models.Model):
    """When a process was last seen alive. Written by the worker, read by /sante."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} {self.at:%H:%M:%S}"


class PeriodicRun(models.Model):
    """When a periodic task was last claimed, so that two workers never run it twice for one period."""

    name = models.CharField(max_length=120, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.name


class Setting(models.Model):
    """What the alliance calls itself: a handful of values chosen at `fabrique init`, changed on screen."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.TextField(blank=True)

    def __str__(self):
        return self.name
