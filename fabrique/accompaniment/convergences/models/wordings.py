from django.db import models

from fabrique.accompaniment.cohorts.models import LEADS, Cohort
from fabrique.accompaniment.diagnostics.enums import ThemeGroup
from fabrique.accompaniment.diagnostics.models import Theme
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role


class WordingQuerySet(QuerySet):
    def visible_to(self, person):
        """Whoever leads the cohort and the team, before anybody reads the page."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(Role.ASSOCIATION_EMPLOYEE):
            return self
        return self.filter(cohort__scope__in=person.scopes_as(*LEADS))


class Wording(Versioned):
    """What the lead writes of a theme for everybody (R391). `theme` is the published text; absent, nobody reads it yet."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="wordings")
    group = models.CharField(max_length=12, choices=ThemeGroup)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    theme = models.OneToOneField(Theme, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title

    @property
    def is_published(self) -> bool:
        return self.theme_id is not None

    @property
    def is_behind(self) -> bool:
        """What is read is not what is written here any more."""
        seen = ("group", "title", "text", "source")
        return self.is_published and any(getattr(self, name) != getattr(self.theme, name) for name in seen)
