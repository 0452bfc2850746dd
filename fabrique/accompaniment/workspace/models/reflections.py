from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.support.models import TERRITORY, circles
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.ground.agenda.models import Event


class Pause(models.Model):
    """R564: ten minutes of reflection inside a meeting that exists; `format` names one of `data/reflections.toml`."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="pauses")
    event = models.OneToOneField(Event, models.CASCADE, related_name="pause")
    format = models.SlugField(max_length=40)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["event__starts_at", "pk"]

    def __str__(self):
        return f"{self.event}, {self.format}"


class MisstepQuerySet(QuerySet):
    def visible_to(self, person):
        """The delegation alone; once it shares one, the people of the cohort. Not the team, nor the administration."""
        if not person.is_authenticated:
            return self.none()
        own = Q(participation__scope__in=person.scopes_as(*TERRITORY))
        shared = Q(shared_on__isnull=False, participation__cohort__scope__in=circles(person))
        return self.filter(own | shared)


class Misstep(models.Model):
    """D53: what was tried and did not work, and what it taught. A right, not a fault: nobody is named."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="missteps")
    tried = models.CharField(max_length=200)
    happened = models.TextField()
    learned = models.TextField()
    noted_on = models.DateField(default=timezone.localdate)
    shared_on = models.DateField(null=True, blank=True)

    objects = MisstepQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "tried"], name="misstep_once")]

    def __str__(self):
        return self.tried
