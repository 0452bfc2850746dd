from django.conf import settings
from django.db import models
from django.utils import timezone

from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.roof.reports.enums import PartKey
from fabrique.roof.reports.models.chapters import Chapter


class OfChapterQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(chapter__in=Chapter.objects.visible_to(person))


class Part(Versioned):
    """Paragraphs separated by an empty line, for one place of a chapter. The data beside them may be drawn again: they stay."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="parts")
    key = models.CharField(max_length=30, choices=PartKey)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OfChapterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["chapter", "key"], name="part_once")]

    def __str__(self):
        return self.title or self.get_key_display()


class RevisionQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(part__chapter__in=Chapter.objects.visible_to(person))


class Revision(models.Model):
    """A text as it was saved one day: none is ever lost, and any may be taken up again."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    part = models.ForeignKey(Part, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["part", "-number"]
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="revision_number_once")]

    def __str__(self):
        return f"{self.part} {self.number}"
