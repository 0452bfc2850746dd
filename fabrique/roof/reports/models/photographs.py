from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.roof.reports.enums import Recognised
from fabrique.roof.reports.models.chapters import Chapter


class PhotographQuerySet(QuerySet):
    def visible_to(self, person):
        """With its chapter while it is written; with the cohort once an edition shows it."""
        shown = Q(published_at__isnull=False, chapter__cohort__in=Cohort.objects.visible_to(person))
        return self.filter(shown | Q(chapter__in=Chapter.objects.visible_to(person)))


def random_name(_photograph, _name):
    return f"photographies/{token_hex(16)}"


class Photograph(Versioned):
    """A picture of a chapter, always with words for who does not see it. Taken back, its row and its file are gone."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="photographs")
    file = models.FileField(upload_to=random_name)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=500)
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=200)
    recognised = models.CharField(max_length=6, choices=Recognised)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # the first edition that showed it: from then on it is read by whoever reads the cohort
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PhotographQuerySet.as_manager()

    class Meta:
        ordering = ["chapter", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(name="photograph_is_described_and_signed", condition=~Q(alt="") & ~Q(credit="")),
            models.CheckConstraint(name="photograph_has_a_size", condition=Q(width__gt=0, height__gt=0)),
        ]

    def __str__(self):
        return self.caption or self.alt

    def get_absolute_url(self):
        return reverse("reports:photograph", args=[self.chapter.cohort.code, self.code])

    @property
    def ref(self) -> str:
        return f"photograph:{self.code}"
