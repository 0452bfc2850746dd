"""What each says of it, and what a whole cohort teaches."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Cohort, OfCohortQuerySet, Participation
from fabrique.accompaniment.evaluation.enums import LessonKind, LeverKind, ViewpointOf, ViewpointState
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation


class ViewpointQuerySet(QuerySet):
    def visible_to(self, person):
        """A viewpoint and its absence are public with the cohort's report: nothing missing is hidden (R507)."""
        return self.filter(participation__in=Participation.objects.visible_to(person))


class Viewpoint(Versioned):
    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="viewpoints")
    of = models.CharField(max_length=10, choices=ViewpointOf)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    said_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=14, choices=ViewpointState, default=ViewpointState.EXPECTED)
    text = models.TextField(blank=True)
    synthesis = models.BooleanField(default=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # twice at most, by the house itself; asked again, it starts anew
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    expressed_at = models.DateTimeField(null=True, blank=True)
    # nobody when a published source says it: `source` then names the source
    expressed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    objects = ViewpointQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__name", "of"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "of"], name="viewpoint_once"),
            models.CheckConstraint(name="expressed_viewpoint_has_words", condition=~Q(state="expressed") | ~Q(text="")),
            paired("viewpoint_asked_at_and_by", "asked_at", "asked_by"),
            models.CheckConstraint(name="viewpoint_reminded_one_day", condition=Q(reminders=0, reminded_on=None) | Q(reminders__gte=1, reminders__lte=2, reminded_on__isnull=False)),
            models.CheckConstraint(
                name="viewpoint_expressed_by_somebody",
                condition=Q(expressed_at=None) | Q(expressed_by__isnull=False) | ~Q(source=""),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_of_display()}, {self.participation}"


class Lesson(Versioned):
    """What a cohort teaches, asks and wants to change (R506)."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="lessons")
    kind = models.CharField(max_length=12, choices=LessonKind)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "kind", "title"], name="lesson_once")]

    def __str__(self):
        return self.title


class Lever(models.Model):
    """What the alliance wants stronger in the next cohort: a check-list at its design (R574)."""

    kind = models.CharField(max_length=12, choices=LeverKind)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "order", "pk"]

    def __str__(self):
        return self.title
