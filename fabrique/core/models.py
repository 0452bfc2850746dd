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
