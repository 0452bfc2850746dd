from django.db import models
from django.db.models import Q

from fabrique.accompaniment.devices.enums import AccompanimentState, DeviceKind
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.territories.models import Territory

PREPARING = (AccompanimentState.PROSPECT, AccompanimentState.FRAMING)


class DeviceQuerySet(QuerySet):
    def visible_to(self, person):
        return self


class Device(Versioned):
    """A way of accompanying: what it is for, and what it does not do (R277, R278). Text « to be defined » says so."""

    code = PublicCodeField()
    kind = models.CharField(max_length=20, choices=DeviceKind)
    name = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    public = models.TextField(blank=True)
    duration = models.CharField(max_length=200, blank=True)
    cost_share = models.CharField(max_length=300, blank=True)
    does = models.TextField(blank=True)
    does_not = models.TextField(blank=True)
    current = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class AccompanimentQuerySet(QuerySet):
    def visible_to(self, person):
        """Public from the signature on; before, seen by the association's team."""
        if person.is_authenticated and person.holds(Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR):
            return self
        return self.exclude(state__in=PREPARING)


class Accompaniment(Versioned):
    """R275. Dates are those a source states; `period` holds what it says when it gives no date."""

    code = PublicCodeField()
    device = models.ForeignKey(Device, models.PROTECT, related_name="accompaniments")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="accompaniments")
    state = models.CharField(max_length=12, choices=AccompanimentState, default=AccompanimentState.PROSPECT)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=60, blank=True)
    objectives = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    stop_reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = AccompanimentQuerySet.as_manager()

    class Meta:
        ordering = ["territory__name", "pk"]
        constraints = [
            models.CheckConstraint(name="accompaniment_dates_in_order", condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on"))),
            models.CheckConstraint(name="stopped_accompaniment_says_why", condition=~Q(state="stopped") | ~Q(stop_reason="")),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.territory}, {self.device}"
