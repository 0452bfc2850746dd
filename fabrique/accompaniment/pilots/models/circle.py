from django.db import models

from fabrique.accompaniment.pilots.enums import Ring
from fabrique.accompaniment.pilots.models.projects import InsideQuerySet, PilotProject
from fabrique.core.db import EVERYTHING, PublicCodeField
from fabrique.ground.referentials.models import Item


class Actor(models.Model):
    """R429: an organisation, a group or a category around a project. Never a person's name: the pages say so."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="actors")
    name = models.CharField(max_length=120)
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="project_actor_once")]

    def __str__(self):
        return self.name


class OfActorQuerySet(InsideQuerySet):
    path = "actor__project__participation__scope"


class Stand(models.Model):
    """Where an actor stands from a day on. The past is kept: the map is seen to change (R429, D29)."""

    KEPT_INSIDE = EVERYTHING

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="stands")
    ring = models.CharField(max_length=12, choices=Ring)
    since = models.DateField()
    why = models.CharField(max_length=300, blank=True)

    objects = OfActorQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["actor", "since"], name="stand_once_a_day")]

    def __str__(self):
        return self.get_ring_display()
