from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace.enums import CallState
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField
from fabrique.core.versions import Versioned


class Call(Versioned):
    """R563: a call for projects that tempts, whether it fits the trajectory, and the reason to go or not."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="calls")
    title = models.CharField(max_length=200)
    launched_by = models.CharField(max_length=160, blank=True)
    closes_on = models.DateField()
    fit = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=CallState, default=CallState.SPOTTED)
    reason = models.TextField(blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["closes_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "title"], name="call_for_projects_once"),
            models.CheckConstraint(name="decided_call_says_why", condition=Q(state="spotted") | ~Q(reason="")),
        ]

    def __str__(self):
        return self.title
