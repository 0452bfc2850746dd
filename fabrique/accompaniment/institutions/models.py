from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Cohort, OfCohortQuerySet
from fabrique.accompaniment.institutions.enums import SheetKind, SheetState
from fabrique.core.db import PublicCodeField
from fabrique.core.versions import Versioned


class PolicyMilestone(models.Model):
    """R512: an act, a consultation or a measure of the public policy the cohort is part of."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="policy")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=200)
    value = models.CharField(max_length=300)
    period = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label


class ActionSheet(Versioned):
    """R518: what is agreed with the institution. `review_on` is when a sheet that waits is looked at again."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="action_sheets")
    kind = models.CharField(max_length=12, choices=SheetKind)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=SheetState, default=SheetState.PROPOSED)
    reason = models.TextField(blank=True)
    period = models.CharField(max_length=60, blank=True)
    review_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind", "title"], name="sheet_once"),
            models.CheckConstraint(name="waiting_sheet_says_why", condition=~Q(state__in=["blocked", "on-hold"]) | ~Q(reason="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title
