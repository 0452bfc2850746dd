from django.db import models
from django.db.models import F, Q

from fabrique.accompaniment.workshops.enums import MOST_DOTS, Position
from fabrique.accompaniment.workshops.models.wall import Card
from fabrique.accompaniment.workshops.models.workshops import Participant, Step
from fabrique.core.db import EVERYTHING, QuerySet


class Vote(models.Model):
    """One position of one participant on one card, in one step. Nobody is shown who holds it."""

    KEPT_INSIDE = EVERYTHING
    step = models.ForeignKey(Step, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    card = models.ForeignKey(Card, models.CASCADE, related_name="votes")
    position = models.CharField(max_length=8, choices=Position)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["step", "participant", "card"], name="workshop_vote_once")]

    def __str__(self):
        return str(self.pk)


class Dot(models.Model):
    """The dot number `number` of one participant, out of `most`: the database itself holds no dot too many."""

    KEPT_INSIDE = EVERYTHING
    step = models.ForeignKey(Step, models.CASCADE, related_name="given_dots")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="dots")
    card = models.ForeignKey(Card, models.CASCADE, related_name="dots")
    number = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["step", "participant", "number"], name="workshop_dot_once"),
            models.CheckConstraint(name="workshop_dots_are_counted", condition=Q(number__gte=1, number__lte=F("most"), most__lte=MOST_DOTS)),
        ]  # fmt: skip

    def __str__(self):
        return str(self.pk)
