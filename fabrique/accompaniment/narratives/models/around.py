from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.narratives.enums import Licence, ReplyOf
from fabrique.accompaniment.narratives.models.narratives import Narrative
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation


class BesideQuerySet(QuerySet):
    """Read with the narrative it stands beside."""

    def visible_to(self, person):
        return self.filter(narrative__in=Narrative.objects.visible_to(person))


class Reply(Versioned):
    """R465: the right of reply stands beside what was published, for as long as it is; it changes nothing of it."""

    code = PublicCodeField()
    narrative = models.ForeignKey(Narrative, models.CASCADE, related_name="replies")
    of = models.CharField(max_length=12, choices=ReplyOf)
    # of a cohort's story, several territories may reply: each signs
    signed = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = BesideQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint(fields=["narrative", "of", "signed"], name="reply_once")]

    def __str__(self):
        return f"{self.signed}, {self.narrative}"


class Reuse(models.Model):
    """R466: who took it up, where, when, under which licence. A line of a log: it is neither edited nor removed."""

    code = PublicCodeField()
    narrative = models.ForeignKey(Narrative, models.PROTECT, related_name="reuses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    where = models.CharField(max_length=200)
    url = models.URLField(max_length=300, blank=True)
    reused_on = models.DateField(default=timezone.localdate)
    # as it was that day: a licence may change, what was allowed stays allowed
    licence = models.CharField(max_length=12, choices=Licence)
    agreement = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = BesideQuerySet.as_manager()

    class Meta:
        ordering = ["-reused_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["narrative", "organisation", "where"], name="reuse_once"),
            models.CheckConstraint(name="reserved_reuse_names_the_agreement", condition=~Q(licence="reserved") | ~Q(agreement="")),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.organisation}, {self.where}"
