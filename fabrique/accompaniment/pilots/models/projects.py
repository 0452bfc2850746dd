from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Participation
from fabrique.accompaniment.pilots.enums import UNDER_WAY, ProjectKind, ProjectState
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

PERSON = settings.AUTH_USER_MODEL
# A50, « Pilot notes »: the facilitator of a peer group is not among them
READERS = (
    *LEADS, Role.EMBEDDED_EVALUATOR, Role.DIAGNOSIS_SUPERVISOR, Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY,
    Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE,
)  # fmt: skip


class PilotProjectQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(participation__in=Participation.objects.visible_to(person))

    def under_way(self):
        return self.filter(state__in=UNDER_WAY)


class PilotProject(Versioned):
    """What everybody may read of it; its notes and its life are read by those who walk the path (A50)."""

    KEPT_INSIDE = ("paused_from", "state_words", "review_words", "reviewed_at", "reviewed_by")

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="projects")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=ProjectKind, blank=True)
    theme = models.CharField(max_length=160, blank=True)
    summary = models.TextField(blank=True)
    blockage = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=ProjectState, default=ProjectState.IDEA)
    # where a project at rest takes up again
    paused_from = models.CharField(max_length=12, choices=ProjectState, blank=True)
    state_words = models.CharField(max_length=300, blank=True)
    # unknown of projects told by a source
    begun_on = models.DateField(null=True, blank=True)
    # R427: read again in the light of the restitution
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    review_words = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = PilotProjectQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "title"], name="project_once"),
            models.CheckConstraint(name="project_paused_from_somewhere", condition=Q(state="paused") & ~Q(paused_from="") | ~Q(state="paused") & Q(paused_from="")),
            models.CheckConstraint(name="project_stopped_says_why", condition=~Q(state__in=["paused", "abandoned"]) | ~Q(state_words="")),
            paired("project_reviewed_at_and_by", "reviewed_at", "reviewed_by"),
            models.CheckConstraint(name="project_review_says_what", condition=Q(reviewed_at=None) | ~Q(review_words="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def address(self, view: str, *codes: str) -> str:
        """Of one of its pages."""
        place = self.participation
        return reverse(f"pilots:{view}", args=[place.cohort.code, place.code, self.code, *codes])

    def get_absolute_url(self):
        return self.address("project")


class OfProjectQuerySet(QuerySet):
    """What a project is made of is seen by whoever sees the project."""

    def visible_to(self, person):
        return self.filter(project__in=PilotProject.objects.visible_to(person))


class InsideQuerySet(QuerySet):
    """What is kept with a project is read by those who walk the path with it, never by the public."""

    path = "project__participation__scope"

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(inside(person.scopes_as(*READERS), self.path))


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


class Step(models.Model):
    """R422: where the project went, when, and why when somebody said so. Nothing is taken away."""

    KEPT_INSIDE = EVERYTHING

    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=ProjectState)
    words = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.get_state_display()
