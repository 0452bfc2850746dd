"""What became of the effects once the path is over (R491): a point at six, twelve and twenty-four months."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import STAFF, Participation
from fabrique.accompaniment.evaluation.enums import Became, FollowUpState
from fabrique.accompaniment.evaluation.models.findings import IN_COHORT, IN_DELEGATION, Effect
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.models import inside

MONTHS = (6, 12, 24)


class FollowUpQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who made or led the path; everybody, once the delegation published it."""
        seen = self.filter(participation__in=Participation.objects.visible_to(person))
        published = Q(state=FollowUpState.PUBLISHED)
        if not person.is_authenticated:
            return seen.filter(published)
        if person.holds(*STAFF):
            return seen
        return seen.filter(published | inside(person.scopes_as(*IN_COHORT, *IN_DELEGATION), "participation__scope"))

    def due(self):
        return self.filter(state=FollowUpState.EXPECTED, due_on__lte=timezone.localdate())


class FollowUp(Versioned):
    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=FollowUpState, default=FollowUpState.EXPECTED)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "months"], name="follow_up_once"),
            paired("follow_up_recorded_at_and_by", "recorded_at", "recorded_by"),
            paired("follow_up_published_at_and_by", "published_at", "published_by"),
            models.CheckConstraint(name="follow_up_is_expected_or_recorded", condition=Q(state="expected", recorded_at=None) | ~Q(state="expected") & Q(recorded_at__isnull=False)),
            models.CheckConstraint(name="follow_up_published_says_when", condition=Q(state="published", published_at__isnull=False) | ~Q(state="published") & Q(published_at=None)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.participation}, {self.months}"


class FateQuerySet(QuerySet):
    def visible_to(self, person):
        """With the point where it is said and the effect that it is about."""
        return self.filter(
            follow_up__in=FollowUp.objects.visible_to(person), effect__in=Effect.objects.visible_to(person)
        )


class Fate(models.Model):
    """What one effect became at one point; nothing is added up, no territory is compared with another."""

    code = PublicCodeField()
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="fates")
    effect = models.ForeignKey(Effect, models.PROTECT, related_name="fates")
    became = models.CharField(max_length=8, choices=Became)
    words = models.CharField(max_length=300, blank=True)

    objects = FateQuerySet.as_manager()

    class Meta:
        ordering = ["effect__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["follow_up", "effect"], name="fate_once")]

    def __str__(self):
        return f"{self.effect} : {self.get_became_display()}"
