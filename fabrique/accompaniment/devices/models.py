from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fabrique.accompaniment.devices.enums import AccompanimentState, DeviceKind
from fabrique.core.dates import date_format
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.territories.models import Territory

TEAM = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)
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
        """Public from the signature on; before, seen by the association's team. A hidden territory hides it."""
        if person.is_authenticated and person.holds(*TEAM):
            return self
        seen = Territory.objects.visible_to(person)
        return self.filter(Q(territory=None) | Q(territory__in=seen)).exclude(state__in=PREPARING)

    def of(self, territory):
        """Those it lives, alone or with others."""
        together = self.model.others.through.objects.filter(territory=territory).values("accompaniment")
        return self.filter(Q(territory=territory) | Q(pk__in=together))

    def counting(self):
        """What public figures count: an ally's own, once the territory said yes (R279)."""
        return self.filter(Q(declared_by=None) | Q(confirmed_at__isnull=False))

    def to_confirm(self):
        return self.filter(declared_by__isnull=False, confirmed_at=None)


class Accompaniment(Versioned):
    """R275: of one territory, of several together, or of an ally. `period` says what a source gives without a date.

    `declared_by`: an ally's own, shown as such, counted once confirmed by the territory (R279).
    """

    code = PublicCodeField()
    device = models.ForeignKey(Device, models.PROTECT, related_name="accompaniments")
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="accompaniments")
    others = models.ManyToManyField(Territory, blank=True, related_name="+")
    ally = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="accompaniments")
    team = models.ManyToManyField(Organisation, blank=True, related_name="carried_accompaniments")
    state = models.CharField(max_length=12, choices=AccompanimentState, default=AccompanimentState.PROSPECT)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=60, blank=True)
    objectives = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    stop_reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    declared_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="declared_accompaniments"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # who said yes for the territory, and how, when the association writes it down
    confirmed_how = models.CharField(max_length=300, blank=True)

    objects = AccompanimentQuerySet.as_manager()

    class Meta:
        ordering = ["territory__name", "pk"]
        constraints = [
            models.CheckConstraint(name="accompaniment_dates_in_order", condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on"))),
            models.CheckConstraint(name="stopped_accompaniment_says_why", condition=~Q(state="stopped") | ~Q(stop_reason="")),
            models.CheckConstraint(name="accompaniment_of_a_territory_or_an_ally", condition=Q(territory=None, ally__isnull=False) | Q(territory__isnull=False, ally=None)),
            models.CheckConstraint(name="only_declared_accompaniment_is_confirmed", condition=Q(confirmed_at=None) | Q(declared_by__isnull=False)),
            paired("accompaniment_confirmed_by_somebody", "confirmed_at", "confirmed_by"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.who}, {self.device}"

    def get_absolute_url(self):
        return reverse("devices:accompaniment", args=[self.code])

    @property
    def who(self):
        return self.territory or self.ally

    @property
    def when(self) -> str:
        """As its source says it, else by its dates; nothing when nobody knows."""
        days = [date_format(day, "F Y") for day in (self.starts_on, self.ends_on) if day]
        return self.period or " – ".join(days)

    @property
    def waits_for_the_territory(self) -> bool:
        return self.declared_by_id is not None and self.confirmed_at is None

    @property
    def fictional(self) -> bool:
        return self.who.fictional
