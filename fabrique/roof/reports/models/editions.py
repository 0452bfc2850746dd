from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.roof.reports.enums import Audience, EditionState, Shape

PERSON = settings.AUTH_USER_MODEL
LANGUAGES = [("fr", "français"), ("en", "English")]


class EditionQuerySet(QuerySet):
    def visible_to(self, person):
        """Once published, with its cohort; before, those who lead it. Who reads which of its documents is `read_report`."""
        read = Q(state=EditionState.PUBLISHED, cohort__in=Cohort.objects.visible_to(person))
        if not person.is_authenticated:
            return self.filter(read)
        if person.holds(*STAFF):
            return self
        return self.filter(read | Q(cohort__scope__in=person.scopes_as(*LEADS)))

    def published(self):
        return self.filter(state=EditionState.PUBLISHED)

    def newest_first(self):
        return self.order_by("-number")


class Edition(models.Model):
    """The report as it was published one day. The next one does not replace it: both are read."""

    KEPT_INSIDE = ("faults", "without_waiting")

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="report_editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.PREPARING)
    what_changed = models.TextField()
    # chapters that wait are then one sentence that says so, never silently missing (R507)
    without_waiting = models.BooleanField(default=False)
    # what went wrong while it was made, in words for those who write: a face, a picture
    faults = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["cohort", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="edition_of_report_number_once"),
            models.UniqueConstraint(fields=["cohort"], condition=Q(state="preparing"), name="one_edition_is_prepared"),
            models.CheckConstraint(name="edition_published_says_when", condition=Q(state="published", published_at__isnull=False) | ~Q(state="published") & Q(published_at=None)),
            models.CheckConstraint(name="edition_says_what_changed", condition=~Q(what_changed="")),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.cohort} {self.number}"

    def get_absolute_url(self):
        return reverse("reports:edition", args=[self.cohort.code, self.code])


class FrozenQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(edition__in=Edition.objects.visible_to(person))


class Frozen(models.Model):
    """One document of an edition, as data: its four formats are drawn from it, so that what leaves it leaves them all."""

    KEPT_INSIDE = EVERYTHING

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="documents")
    audience = models.CharField(max_length=14, choices=Audience)
    shape = models.CharField(max_length=8, choices=Shape)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    data = models.JSONField()

    objects = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "audience", "shape", "language"], name="frozen_once")]

    def __str__(self):
        return f"{self.edition} {self.audience} {self.shape} {self.language}"


class Removal(models.Model):
    """A passage left every document of an edition because the person quoted took back their agreement. A line of a log."""

    KEPT_INSIDE = EVERYTHING

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="removals")
    passage = models.CharField(max_length=60)
    documents = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(default=timezone.now)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        ordering = ["-removed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "passage"], name="removed_once")]

    def __str__(self):
        return f"{self.edition} {self.passage}"
