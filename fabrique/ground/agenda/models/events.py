"""What has a date, and the rendezvous that come back."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.enums import COMING, HOLDING, Clock, EventKind, EventState, Mode, Openness, Rank, Weekday
from fabrique.ground.agenda.models.circles import TEAM, around
from fabrique.ground.agenda.recurrence import Rule
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person, Scope

UNKNOWN_LENGTH = timedelta(hours=3)


class AnnouncedQuerySet(QuerySet):
    def visible_to(self, person):
        """All but the closed ones; those, for their circle and for the association's team."""
        known = ~Q(openness=Openness.CLOSED)
        if not person.is_authenticated:
            return self.filter(known)
        if person.holds(*TEAM):
            return self
        return self.filter(known | around(person, closed=True))


class Announced(Versioned):
    """What a date and a series of dates both say."""

    # the video room is for who holds a place (`permissions.read_link`), the code for who is in the room
    KEPT_INSIDE = ("link", "presence_code")

    code = PublicCodeField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=EventKind, default=EventKind.MEETING)
    summary = models.TextField(blank=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.VIDEO)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True)
    organiser = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    openness = models.CharField(max_length=10, choices=Openness, default=Openness.OPEN)
    # whether one says that one comes; a permanence asks nothing
    registers = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    fictional = models.BooleanField(default=False)

    objects = AnnouncedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_circle_is_named", condition=Q(openness=Openness.OPEN) | Q(scope__isnull=False)),
            models.CheckConstraint(name="%(class)s_has_a_place_at_least", condition=Q(capacity=None) | Q(capacity__gte=1)),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def circle(self) -> str:
        """The circle's key in a form."""
        return f"{self.scope.kind}:{self.scope.code}" if self.scope else ""


class Series(Announced):
    """A rendezvous that comes back every month, with the rule that draws its dates (R088, R089). Hours of Paris."""

    rank = models.SmallIntegerField(choices=Rank, default=Rank.FIRST)
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.TUESDAY)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    skipped_months = models.JSONField(default=list, blank=True)
    shift_holidays = models.BooleanField(default=True)
    first_day = models.DateField(default=timezone.localdate)
    last_day = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Announced.Meta):
        ordering = ["title", "pk"]
        verbose_name_plural = "series"
        constraints = [
            *Announced.Meta.constraints,
            models.CheckConstraint(name="series_hours_in_order", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="series_days_in_order", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))),
        ]  # fmt: skip

    def get_absolute_url(self):
        return reverse("agenda:series", args=[self.code])

    @property
    def rule(self) -> Rule:
        return Rule(self.rank, self.weekday, tuple(self.skipped_months), self.shift_holidays)


class EventQuerySet(AnnouncedQuerySet):
    def of_circles_of(self, person):
        """What is for this person: their circles', and where they are registered."""
        mine = around(person) | Q(pk__in=person.registrations.standing().values("event"))
        return self.filter(mine)

    def to_come(self):
        """Not over yet, in order. One without an end is over three hours after its start."""
        now = timezone.now()
        return self.filter(Q(ends_at__gte=now) | Q(ends_at=None, starts_at__gte=now - UNKNOWN_LENGTH)).in_time()

    def over(self):
        now = timezone.now()
        past = Q(ends_at__lt=now) | Q(ends_at=None, starts_at__lt=now - UNKNOWN_LENGTH)
        return self.filter(past).order_by("-starts_at", "-pk")

    def in_time(self):
        return self.order_by("starts_at", "pk")

    def standing(self):
        return self.exclude(state=EventState.CANCELLED)

    def with_counts(self):
        """Each with `seated` and `waiting`."""
        taken = Count("registrations", filter=Q(registrations__state__in=HOLDING))
        return self.annotate(seated=taken, waiting=Count("registrations", filter=Q(registrations__state="waiting")))


class Event(Announced):
    """A moment with a date. `starts_at` and `ends_at` are instants; an end that nobody gave is unknown, not guessed."""

    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    # the clocks of those who live it: its hours are shown so, the instants stay what they are
    clock = models.CharField(max_length=20, choices=Clock, default=Clock.PARIS)
    registration_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=EventState, default=EventState.PLANNED)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="events")
    # the day that the rule of the series gave: a moved event is not drawn again
    series_day = models.DateField(null=True, blank=True)
    # an area above moves it, with what it stands for (a session of a cohort)
    follows = models.BooleanField(default=False)
    # typed by those who are in the room; empty until it is shown there
    presence_code = models.CharField(max_length=8, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EventQuerySet.as_manager()

    class Meta(Announced.Meta):
        constraints = [
            *Announced.Meta.constraints,
            models.CheckConstraint(name="event_hours_in_order", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))),
            models.UniqueConstraint(fields=["series", "series_day"], name="event_once_in_its_series"),
            models.UniqueConstraint(fields=["presence_code"], condition=~Q(presence_code=""), name="presence_code_once"),
        ]  # fmt: skip

    def get_absolute_url(self):
        return reverse("agenda:event", args=[self.code])

    @property
    def outer_title(self) -> str:
        """What may be written where others than its circle read: mailboxes, subscribed calendars, lists of letters sent."""
        return _("Temps réservé") if self.openness == Openness.CLOSED else self.title

    @property
    def until(self):
        """When it is surely over."""
        return self.ends_at or self.starts_at + UNKNOWN_LENGTH

    def local(self, instant):
        return timezone.localtime(instant, ZoneInfo(self.clock))

    @property
    def day(self):
        return self.local(self.starts_at).date()

    @property
    def hour(self):
        return self.local(self.starts_at).time()

    @property
    def end_hour(self):
        return self.local(self.ends_at).time() if self.ends_at else None

    @property
    def last_registration(self):
        return timezone.localtime(self.registration_until).date() if self.registration_until else None

    @property
    def is_over(self) -> bool:
        return self.until < timezone.now()

    @property
    def is_coming(self) -> bool:
        return self.state in COMING and not self.is_over
