from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.support.models import circles
from fabrique.accompaniment.workspace.enums import Again, Moment, Size, WhatFollows
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField
from fabrique.core.versions import Versioned


class Position(Versioned):
    """R381, R383, R501: the ambition at each turning point, so that it can be compared with the first one.

    What is missing and wanted is said half-way and at the end; the plan for what follows, at the end only.
    """

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="positions")
    moment = models.CharField(max_length=8, choices=Moment)
    ambition = models.TextField()
    gaps = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    # what became of the expectations of the first workshops (R334)
    on_expectations = models.TextField(blank=True)
    follows = models.CharField(max_length=10, choices=WhatFollows, blank=True)
    next_steps = models.TextField(blank=True)
    engagement = models.TextField(blank=True)
    carried_by = models.CharField(max_length=300, blank=True)
    again = models.CharField(max_length=10, choices=Again, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "moment"], name="position_once"),
            models.CheckConstraint(name="first_position_is_an_ambition_alone", condition=~Q(moment="start") | Q(gaps="", wanted="", on_expectations="", follows="")),
            models.CheckConstraint(name="plan_is_for_the_end", condition=Q(moment="end") | Q(next_steps="", engagement="", carried_by="", again="")),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.participation}, {self.get_moment_display()}"


class VictoryQuerySet(KeptQuerySet):
    def visible_to(self, person):
        """The whole cohort celebrates (R502)."""
        seen = super().visible_to(person)
        if not person.is_authenticated:
            return seen
        return seen | self.filter(participation__cohort__scope__in=circles(person))


class Victory(models.Model):
    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="victories")
    size = models.CharField(max_length=6, choices=Size)
    title = models.CharField(max_length=160)
    thanks_to = models.CharField(max_length=200, blank=True)
    won_on = models.DateField()
    # the project that it moves forward, when one is known (R569)
    project = models.ForeignKey(PilotProject, models.SET_NULL, null=True, blank=True, related_name="victories")

    objects = VictoryQuerySet.as_manager()

    class Meta:
        ordering = ["won_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "title"], name="victory_once")]

    def __str__(self):
        return self.title
