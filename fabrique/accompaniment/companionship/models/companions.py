from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import STAFF, Participation
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.companionship.enums import CompanionState, PointState, RequestState
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.models import inside

# R529: a word at each of these distances from the end of the cohort
MONTHS = (6, 12, 24)
PERSON = settings.AUTH_USER_MODEL


class CompanionshipQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who made or led the path; everybody, once the territory agreed to show itself."""
        seen = self.filter(participation__in=Participation.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.filter(self.shown())
        if person.holds(*STAFF):
            return seen
        return seen.filter(inside(person.scopes_as(*READ_DELEGATION), "participation__scope") | self.shown())

    @staticmethod
    def shown() -> Q:
        return Q(shown=True, state__in=[CompanionState.ACTIVE, CompanionState.RESTING])

    def standing(self):
        """Companions of today, at rest or not."""
        return self.filter(state__in=[CompanionState.ACTIVE, CompanionState.RESTING])

    def active(self):
        return self.filter(state=CompanionState.ACTIVE)

    def by_name(self):
        return self.order_by("participation__territory__folded", "pk")


class Companionship(Versioned):
    """R529: a territory that stays, from the cohort it lived. `network` names where it also meets others (R532)."""

    KEPT_INSIDE = ("word", "referent", "invited_at", "counts_from", "pause_reason", "left_on", "leaving_reason")

    code = PublicCodeField()
    participation = models.OneToOneField(Participation, models.PROTECT, related_name="companionship")
    state = models.CharField(max_length=10, choices=CompanionState, default=CompanionState.INVITED)
    word = models.TextField(blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    referent = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    joined_on = models.DateField(null=True, blank=True)
    # the day that the three points are counted from
    counts_from = models.DateField(null=True, blank=True)
    objectives = models.TextField(blank=True)
    network = models.CharField(max_length=160, blank=True)
    shown = models.BooleanField(default=False)
    pause_reason = models.CharField(max_length=300, blank=True)
    left_on = models.DateField(null=True, blank=True)
    leaving_reason = models.CharField(max_length=300, blank=True)

    objects = CompanionshipQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__folded", "pk"]
        constraints = [
            models.CheckConstraint(name="companion_joined_one_day", condition=~Q(state__in=["active", "resting"]) | Q(joined_on__isnull=False, referent__isnull=False)),
            models.CheckConstraint(name="companion_left_says_why", condition=~Q(state="left") | (Q(left_on__isnull=False) & ~Q(leaving_reason=""))),
            models.CheckConstraint(name="companion_at_rest_says_why", condition=~Q(state="resting") | ~Q(pause_reason="")),
        ]  # fmt: skip

    def __str__(self):
        return str(self.participation.territory)

    def get_absolute_url(self):
        return reverse("companionship:companion", args=[self.code])


class OfCompanionshipQuerySet(QuerySet):
    def visible_to(self, person):
        """As the companionship for those who made or led the path; `shown()` for all."""
        seen = self.filter(companionship__participation__in=Participation.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.filter(self.shown())
        if person.holds(*STAFF):
            return seen
        mine = inside(person.scopes_as(*READ_DELEGATION), "companionship__participation__scope")
        return seen.filter(mine | self.shown())

    @staticmethod
    def shown() -> Q:
        return Q(pk=None)


class PointQuerySet(OfCompanionshipQuerySet):
    @staticmethod
    def shown() -> Q:
        return Q(state=PointState.PUBLISHED)

    def due(self):
        """Asked today of companions who are not at rest."""
        return self.filter(
            state=PointState.EXPECTED,
            due_on__lte=timezone.localdate(),
            companionship__state=CompanionState.ACTIVE,
        )


class Point(Versioned):
    """R529, R534: what lives on, what hatched, what is hard, and how far it spread, in counted rings, never a score."""

    code = PublicCodeField()
    companionship = models.ForeignKey(Companionship, models.PROTECT, related_name="points")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=PointState, default=PointState.EXPECTED)
    lives_on = models.TextField(blank=True)
    hatched = models.TextField(blank=True)
    hard = models.TextField(blank=True)
    in_council = models.PositiveIntegerField(null=True, blank=True)
    among_partners = models.PositiveIntegerField(null=True, blank=True)
    among_neighbours = models.PositiveIntegerField(null=True, blank=True)
    spread = models.TextField(blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["companionship", "months"], name="companion_point_once"),
            models.CheckConstraint(name="companion_point_is_expected_or_written", condition=Q(state="expected") | (~Q(lives_on="") & Q(written_at__isnull=False))),
            models.CheckConstraint(name="companion_point_published_says_when", condition=Q(state="published", published_at__isnull=False) | (~Q(state="published") & Q(published_at=None))),
            paired("companion_point_written_at_and_by", "written_at", "written_by"),
            paired("companion_point_published_at_and_by", "published_at", "published_by"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.companionship}, {self.months}"

    def get_absolute_url(self):
        return reverse("companionship:point", args=[self.companionship.code, self.code])


class WitnessRequest(Versioned):
    """R530: an occasion, a day perhaps, and a free answer."""

    code = PublicCodeField()
    companionship = models.ForeignKey(Companionship, models.PROTECT, related_name="witness_requests")
    occasion = models.CharField(max_length=200)
    when = models.DateField(null=True, blank=True)
    details = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfCompanionshipQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            paired("witness_answered_at_and_by", "answered_at", "answered_by"),
            models.CheckConstraint(name="witness_answer_is_dated", condition=Q(state="asked") | Q(answered_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return self.occasion
