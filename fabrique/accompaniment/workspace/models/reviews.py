from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.workspace.enums import StateAnswer
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.models import Event


class Review(Versioned):
    """R566, D16, D49: a meeting with the services of the State well upstream, and what is foreseen to ask them."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="reviews")
    project = models.ForeignKey(PilotProject, models.PROTECT, null=True, blank=True, related_name="reviews")
    event = models.OneToOneField(Event, models.PROTECT, related_name="review")
    purpose = models.TextField(blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-event__starts_at", "-pk"]

    def __str__(self):
        return self.event.title


class OfReviewQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(review__in=Review.objects.visible_to(person))


class Procedure(Versioned):
    """A permit or a procedure foreseen, the service that answers, its answer and the next act."""

    code = PublicCodeField()
    review = models.ForeignKey(Review, models.CASCADE, related_name="procedures")
    title = models.CharField(max_length=200)
    service = models.CharField(max_length=160)
    answer = models.CharField(max_length=12, choices=StateAnswer, default=StateAnswer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    next_act = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "title"], name="procedure_once"),
            models.CheckConstraint(
                name="procedure_answer_with_its_date",
                condition=Q(answer="waiting", answered_on=None) | (~Q(answer="waiting") & Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.title
