from django.db import models

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots.enums import ProjectKind
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation


class PilotProjectQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(participation__in=Participation.objects.visible_to(person))


class PilotProject(Versioned):
    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="projects")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=ProjectKind, blank=True)
    summary = models.TextField(blank=True)
    blockage = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = PilotProjectQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "title"], name="project_once")]

    def __str__(self):
        return self.title


class OfProjectQuerySet(QuerySet):
    """What a project is made of is seen by whoever sees the project."""

    def visible_to(self, person):
        return self.filter(project__in=PilotProject.objects.visible_to(person))


class Objective(Versioned):
    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.CASCADE, related_name="objectives")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "title"], name="objective_once")]

    def __str__(self):
        return self.title


class Support(models.Model):
    """An allied organisation accompanying the project; whether it also made the diagnostic, when the source says."""

    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.CASCADE, related_name="supports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supports")
    also_diagnosed = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "organisation"], name="support_once")]

    def __str__(self):
        return str(self.organisation)
