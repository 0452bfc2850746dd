from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fabrique.accompaniment.missions.enums import ChangeState, Part, Side
from fabrique.accompaniment.missions.models.needs import Mission
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role

PERSON = settings.AUTH_USER_MODEL


class OfMissionQuerySet(QuerySet):
    """What a mission is made of is seen by whoever sees the mission."""

    def visible_to(self, person):
        return self.filter(mission__in=Mission.objects.visible_to(person))


class EngagementQuerySet(OfMissionQuerySet):
    def current(self):
        return self.filter(left_on=None)

    def of(self, person):
        """An ally's own, as long as the role is held in that delegation: ended, it opens nothing (R043)."""
        held = person.scopes_as(Role.ACCOMPANYING_ALLY) if person.is_authenticated else ()
        return self.filter(person=person.pk, mission__participation__scope__in=held)


class Engagement(Versioned):
    """An allied organisation at work in a mission, and the person who speaks and writes for it."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="engagements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="engagements")
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=12, choices=Part, default=Part.LEAD)
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=300, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["part", "joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "organisation"], condition=Q(left_on=None), name="engagement_once"),
            models.UniqueConstraint(fields=["mission"], condition=Q(left_on=None, part="lead"), name="one_ally_holds_the_mission"),
            models.CheckConstraint(name="engagement_dates_in_order", condition=Q(left_on=None) | Q(left_on__gte=F("joined_on"))),
            models.CheckConstraint(name="leaving_ally_says_why", condition=Q(left_on=None) | ~Q(left_because="")),
        ]  # fmt: skip

    def __str__(self):
        return str(self.organisation)


class OfEngagementQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(engagement__in=Engagement.objects.visible_to(person))


class Change(models.Model):
    """R453: asked by one side, settled after a mediation that whoever leads the cohort holds."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="changes")
    side = models.CharField(max_length=10, choices=Side)
    reason = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.ASKED)
    met_on = models.DateField(null=True, blank=True)
    agreed = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfEngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement"], condition=Q(state="asked"), name="one_mediation_at_a_time"),
            models.CheckConstraint(name="settled_change_had_its_mediation", condition=Q(state="asked") | (Q(met_on__isnull=False, settled_at__isnull=False) & ~Q(agreed=""))),
            paired("change_settled_at_and_by", "settled_at", "settled_by"),
        ]  # fmt: skip

    def __str__(self):
        return self.get_state_display()


class Appraisal(models.Model):
    """R454: how each side reads the mission again. Written once, then read by both."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="appraisals")
    side = models.CharField(max_length=10, choices=Side)
    useful = models.TextField()
    lacking = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfMissionQuerySet.as_manager()

    class Meta:
        ordering = ["side", "pk"]
        constraints = [models.UniqueConstraint(fields=["mission", "side"], name="appraisal_once_a_side")]

    def __str__(self):
        return self.get_side_display()
