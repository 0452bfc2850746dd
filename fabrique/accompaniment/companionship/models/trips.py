from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, Participation
from fabrique.accompaniment.companionship.enums import TripState
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.support.models import CIRCLE, TERRITORY
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.models import inside

PERSON = settings.AUTH_USER_MODEL
ANNOUNCED = (TripState.OPEN, TripState.CONFIRMED)
PAST = (TripState.DONE, TripState.TOLD)


class TripQuerySet(QuerySet):
    def visible_to(self, person):
        """Announced ones are public, as their date; what was learned, for the cohorts of the host and of the visitors,
        then for all once the host agreed (R531)."""
        seen = self.filter(host__in=Participation.objects.visible_to(person))
        known = self.shown() | Q(state__in=ANNOUNCED)
        if not person.is_authenticated:
            return seen.filter(known)
        if person.holds(*STAFF):
            return seen
        held = person.scopes_as(*CIRCLE)
        if not held:
            return seen.filter(known)
        cohorts = Cohort.objects.filter(inside_of(held)).values("pk")
        visits = Visit.objects.filter(participation__cohort__in=cohorts)
        return seen.filter(known | Q(host__cohort__in=cohorts) | Q(pk__in=visits.values("trip")))

    @staticmethod
    def shown() -> Q:
        return Q(state=TripState.TOLD, shown_at__isnull=False)

    def with_counts(self):
        """Each with `guests` and `visitors` (territories)."""
        seats = Count("visits__elected", distinct=True) + Count("visits__agent", distinct=True)
        return self.annotate(guests=seats, visitors=Count("visits__participation", distinct=True))


def inside_of(scopes: set[int]) -> Q:
    """Cohorts whose scope is one of these, or that hold one of these."""
    return Q(scope__in=scopes) | Q(participations__scope__in=scopes)


class Trip(Versioned):
    """R531: a territory opens its doors on one theme. Its day is in the agenda; its cost is shared, in cents."""

    code = PublicCodeField()
    host = models.ForeignKey(Participation, models.PROTECT, related_name="trips")
    theme = models.CharField(max_length=200)
    summary = models.TextField()
    period = models.CharField(max_length=120, blank=True)
    places = models.PositiveSmallIntegerField(default=8)
    state = models.CharField(max_length=10, choices=TripState, default=TripState.PROPOSED)
    event = models.OneToOneField(Event, models.PROTECT, null=True, blank=True, related_name="trip")
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)
    seen_there = models.TextField(blank=True)
    tried_at_home = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TripQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="trip_has_places", condition=Q(places__gte=1, places__lte=60)),
            models.CheckConstraint(name="announced_trip_has_a_day", condition=Q(state__in=["proposed", "cancelled"]) | Q(event__isnull=False)),
            models.CheckConstraint(name="cancelled_trip_says_why", condition=~Q(state="cancelled") | ~Q(cancelled_because="")),
            models.CheckConstraint(name="told_trip_says_what", condition=~Q(state="told") | (~Q(seen_there="") & ~Q(tried_at_home="") & Q(told_at__isnull=False))),
            paired("trip_told_at_and_by", "told_at", "told_by"),
            paired("trip_shown_at_and_by", "shown_at", "shown_by"),
        ]  # fmt: skip

    def __str__(self):
        return self.theme

    def get_absolute_url(self):
        return reverse("companionship:trip", args=[self.code])


class OfTripQuerySet(QuerySet):
    """Who comes and who pays: the host and its lead, the visiting delegation, the team. Never the public."""

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        mine = person.scopes_as(*TERRITORY, *LEADS)
        return self.filter(inside(mine, "trip__host__scope") | inside(mine, "participation__scope"))


class Visit(models.Model):
    """R531: an elected person and an agent come together; when one comes alone, a word says why."""

    code = PublicCodeField()
    trip = models.ForeignKey(Trip, models.PROTECT, related_name="visits")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    elected = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    agent = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    odd_because = models.CharField(max_length=300, blank=True)
    registered_at = models.DateTimeField(default=timezone.now)
    registered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfTripQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["trip", "elected"], name="elected_visits_once"),
            models.UniqueConstraint(fields=["trip", "agent"], name="agent_visits_once"),
            models.CheckConstraint(name="visit_is_of_somebody", condition=Q(elected__isnull=False) | Q(agent__isnull=False)),
            models.CheckConstraint(name="visit_is_a_pair_or_says_why", condition=Q(elected__isnull=False, agent__isnull=False) | ~Q(odd_because="")),
            models.CheckConstraint(name="visit_is_of_two_people", condition=Q(elected=None) | Q(agent=None) | ~Q(elected=F("agent"))),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.trip}, {self.participation}"

    @property
    def people(self) -> int:
        return (self.elected_id is not None) + (self.agent_id is not None)


class ShareQuerySet(QuerySet):
    def visible_to(self, person):
        """With the trip, and never for the public."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(trip__in=Trip.objects.visible_to(person))


class Share(models.Model):
    """Who pays which part of a trip, in cents."""

    code = PublicCodeField()
    trip = models.ForeignKey(Trip, models.CASCADE, related_name="shares")
    payer = models.CharField(max_length=160)
    what = models.CharField(max_length=160, blank=True)
    cents = models.PositiveIntegerField()

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["trip", "payer", "what"], name="share_once")]

    def __str__(self):
        return f"{self.payer} : {self.cents}"

    @property
    def euros(self) -> Decimal:
        return Decimal(self.cents) / 100
