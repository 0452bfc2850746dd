from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Participation, days
from fabrique.accompaniment.institutions.models import ON_TERRITORY
from fabrique.accompaniment.missions.enums import OVER, CandidateState, MissionState
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role

PERSON = settings.AUTH_USER_MODEL
# they follow every mission of the cohort they are given
ON_COHORT = (*LEADS, Role.EMBEDDED_EVALUATOR)
# they compare and choose
CHOOSERS = (*LEADS, *ON_TERRITORY)


def around(person, roles, path: str) -> Q:
    """Rows of a delegation, or of its cohort, where one of these roles is held."""
    scopes = person.scopes_as(*roles)
    return Q(**{f"{path}scope__in": scopes}) | Q(**{f"{path}cohort__scope__in": scopes})


class MissionQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who live, lead or evaluate it, and the allies at work in it; the region and the funder have totals (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        near = around(person, (*ON_COHORT, *ON_TERRITORY), "participation__")
        held = person.scopes_as(Role.ACCOMPANYING_ALLY)
        own = self.model.objects.filter(participation__scope__in=held, engagements__person=person).values("pk")
        return self.filter(near | Q(pk__in=own))

    def living(self):
        return self.exclude(state__in=OVER)


class Mission(Versioned):
    """R454. `planned_quarters`: the days of the territory, all allies together (Q32)."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="missions")
    project = models.ForeignKey(PilotProject, models.PROTECT, null=True, blank=True, related_name="missions")
    title = models.CharField(max_length=200)
    need = models.TextField()
    skills = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    planned_quarters = models.PositiveSmallIntegerField(default=32)
    # preparation and writing always are; the way there only if the territory and the ally say so
    travel_counted = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=MissionState, default=MissionState.DESCRIBED)
    dropped_because = models.CharField(max_length=300, blank=True)
    described_at = models.DateTimeField(default=timezone.now)
    described_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "title"], name="mission_once"),
            models.CheckConstraint(name="mission_dates_in_order", condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="dropped_mission_says_why", condition=~Q(state="dropped") | ~Q(dropped_because="")),
            models.CheckConstraint(name="mission_has_some_days", condition=Q(planned_quarters__gt=0)),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("missions:mission", args=[self.participation.cohort.code, self.code])

    @property
    def cohort(self):
        return self.participation.cohort


class CandidateQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who list and those who choose: an ally never reads what was said of another."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(around(person, CHOOSERS, "mission__participation__"))

    def proposed(self):
        return self.exclude(state=CandidateState.PASSED)


class Candidate(Versioned):
    """R443: what is known of an ally for this need, told and never scored. `also_diagnosed` comes first (R441)."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="candidates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    also_diagnosed = models.BooleanField(default=False)
    competence = models.TextField(blank=True)
    # where the competence can be read: a sheet, a page, a project
    evidence = models.URLField(blank=True)
    available_quarters = models.PositiveSmallIntegerField(null=True, blank=True)
    distance_km = models.PositiveSmallIntegerField(null=True, blank=True)
    regional = models.BooleanField(default=False)
    context = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=CandidateState, default=CandidateState.PROPOSED)
    reason = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["-also_diagnosed", "organisation__folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "organisation"], name="mission_candidate_once"),
            models.CheckConstraint(name="candidate_settled_says_why", condition=Q(state__in=["proposed", "not-chosen"]) | ~Q(reason="")),
            paired("candidate_settled_at_and_by", "settled_at", "settled_by"),
        ]  # fmt: skip

    def __str__(self):
        return str(self.organisation)

    @property
    def available(self) -> str:
        return days(self.available_quarters or 0)


class ToolQuerySet(QuerySet):
    def visible_to(self, person):
        """The territory that says them, and whoever reads its missions."""
        if not person.is_authenticated:
            return self.none()
        own = Q(participation__scope__in=person.scopes_as(*ON_TERRITORY))
        return self.filter(own | Q(participation__in=Mission.objects.visible_to(person).values("participation")))


class Tool(Versioned):
    """R452: what already works in the territory, and is not to be made again."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="working_tools")
    name = models.CharField(max_length=160)
    what_for = models.CharField(max_length=300)
    kept_by = models.CharField(max_length=160, blank=True)

    objects = ToolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "name"], name="working_tool_once")]

    def __str__(self):
        return self.name
