from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField


class Decision(models.Model):
    """R557: what was decided, where, why, with whom. Never rewritten: a later one may replace it and says so."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    body = models.CharField(max_length=160)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    present = models.TextField(blank=True)
    story = models.CharField(max_length=160, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "decided_on", "title"], name="decision_once"),
            models.CheckConstraint(name="decision_replaces_another", condition=Q(replaces=None) | ~Q(replaces=F("id"))),
            models.CheckConstraint(name="decision_says_why", condition=~Q(reason="")),
        ]

    def __str__(self):
        return self.title
