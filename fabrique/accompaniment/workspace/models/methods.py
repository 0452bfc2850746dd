from django.db import models
from django.db.models import Q
from django.urls import reverse

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.workspace.enums import SheetState
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField
from fabrique.core.versions import Versioned


class MethodQuerySet(KeptQuerySet):
    @staticmethod
    def shown() -> Q:
        return Q(state=SheetState.PUBLISHED)

    def published(self):
        return self.filter(state=SheetState.PUBLISHED)


class MethodSheet(Versioned):
    """R568: what a pilot project taught, told so that another theme can use it. Public once agreed and published."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="method_sheets")
    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="method_sheets")
    theme = models.CharField(max_length=160)
    did = models.TextField()
    with_whom = models.TextField()
    to_change = models.TextField()
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.DRAFT)

    objects = MethodQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "theme"], name="method_sheet_once")]

    def __str__(self):
        return self.theme

    def get_absolute_url(self):
        cohort = self.participation.cohort
        return reverse("workspace:method", args=[cohort.code, self.participation.code, self.code])
