from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.diagnostics.enums import GridState
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.permissions import animate

PERSON = settings.AUTH_USER_MODEL


class GridQuerySet(QuerySet):
    def visible_to(self, person):
        """Once agreed, the questions are shared (R347): they hold nobody's answer. Before, those who may write them."""
        if not person.is_authenticated:
            return self.none()
        return self if animate.allows(person) or person.scopes_as(*LEADS) else self.exclude(agreed_at=None)

    def agreed(self):
        return self.exclude(agreed_at=None).filter(retired_at=None)


class Grid(Versioned):
    """The questions that a diagnostic follows, built with the allies: written, agreed, then replaced, never rewritten (R347)."""

    code = PublicCodeField()
    title = models.CharField(max_length=160)
    number = models.PositiveSmallIntegerField(default=1)
    introduction = models.TextField(blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = GridQuerySet.as_manager()

    class Meta:
        ordering = ["title", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["title", "number"], name="grid_version_once"),
            paired("grid_agreed_at_and_by", "agreed_at", "agreed_by"),
            models.CheckConstraint(name="retired_grid_was_agreed", condition=Q(retired_at=None) | Q(agreed_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.title} ({self.number})"

    def get_absolute_url(self):
        return reverse("diagnostics:grid", args=[self.code])

    @property
    def state(self) -> GridState:
        if self.retired_at:
            return GridState.RETIRED
        return GridState.AGREED if self.agreed_at else GridState.DRAFT


class QuestionQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(grid__in=Grid.objects.visible_to(person))


class Question(Versioned):
    """One line of a grid, in the words one says it."""

    code = PublicCodeField()
    grid = models.ForeignKey(Grid, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(default=0)
    section = models.CharField(max_length=120)
    text = models.CharField(max_length=300)
    help = models.CharField(max_length=300, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text
