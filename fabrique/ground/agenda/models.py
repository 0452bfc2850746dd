from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.enums import (
    COMING,
    HOLDING,
    Change,
    EventKind,
    EventState,
    Mode,
    Openness,
    Rank,
    RegistrationState,
    Warmth,
    Weekday,
)
from fabrique.ground.agenda.recurrence import Rule
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Person, Scope

TEAM = (Role.ASSOCIATION_EMPLOYEE,)
# they follow the path without walking it: a closed event is not for them
WITNESSES = (
    Role.EMBEDDED_MEDIA, Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT, Role.DOCTORAL_RESEARCHER, Role.OBSERVER,
)  # fmt: skip
# an interview makes nobody a member of anything
OUTSIDE = (Role.INTERVIEWEE,)
UNKNOWN_LENGTH = timedelta(hours=3)


def circles(person, *, closed: bool = False) -> set[int]:
    """Scopes whose circle holds this person: where a role is held, and what holds that place (a cohort, its delegations)."""
    grants = [grant for grant in person.grants if grant.role not in OUTSIDE + (WITNESSES if closed else ())]
    return {pk for grant in grants for pk in (grant.scope_id, grant.scope.parent_id) if pk}


def around(person, *, closed: bool = False, path: str = "scope") -> Q:
    """Rows whose circle holds this person; who leads a cohort is at home in its delegations."""
    held, led = circles(person, closed=closed), person.scopes_as(*LEADS)
    return Q(**{f"{path}__in": held}) | Q(**{f"{path}__parent__in": led})


def belongs(person, scope: Scope | None, *, closed: bool = False) -> bool:
    if not person.is_authenticated or scope is None:
        return False
    return scope.pk in circles(person, closed=closed) or scope.parent_id in person.scopes_as(*LEADS)


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
        mine = around(person) | Q(pk__in=Registration.objects.standing().filter(person=person).values("event"))
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

    @property
    def day(self):
        return timezone.localtime(self.starts_at).date()

    @property
    def hour(self):
        return timezone.localtime(self.starts_at).time()

    @property
    def end_hour(self):
        return timezone.localtime(self.ends_at).time() if self.ends_at else None

    @property
    def last_registration(self):
        return timezone.localtime(self.registration_until).date() if self.registration_until else None

    @property
    def is_over(self) -> bool:
        return self.until < timezone.now()

    @property
    def is_coming(self) -> bool:
        return self.state in COMING and not self.is_over


class RegistrationQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own; the list for its keepers, and for a circle that walks together, who else comes (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*TEAM, Role.PLATFORM_ADMINISTRATOR):
            return self
        led = person.scopes_as(*LEADS)
        kept = Q(event__scope__in=led) | Q(event__scope__parent__in=led) | Q(event__created_by=person)
        walks = ~Q(event__openness=Openness.OPEN) & around(person, closed=True, path="event__scope")
        return self.filter(Q(person=person) | kept | walks)

    def standing(self):
        return self.exclude(state=RegistrationState.WITHDRAWN)

    def in_turn(self):
        return self.order_by("at", "pk")

    def by_name(self):
        return self.select_related("person").order_by("person__name", "guest_name", "at", "pk")


class Registration(models.Model):
    """A person's, or a guest's without an account. Once a date is far behind, a guest's row is nameless."""

    code = PublicCodeField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="registrations")
    guest_email = models.EmailField(blank=True)
    guest_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr")
    state = models.CharField(max_length=10, choices=RegistrationState)
    # the turn on the waiting list
    at = models.DateTimeField(default=timezone.now)
    # said what the moment was worth; which answer is theirs is written nowhere
    answered = models.BooleanField(default=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], condition=Q(person__isnull=False), name="person_registered_once"),
            models.UniqueConstraint(fields=["event", "guest_email"], condition=~Q(guest_email=""), name="guest_registered_once"),
            models.CheckConstraint(name="person_or_guest", condition=Q(person=None) | Q(guest_email="", guest_name="")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["event", "state", "at"], name="registration_in_turn")]

    def __str__(self):
        return str(self.person) if self.person else self.guest_name or self.guest_email

    @property
    def address(self) -> str:
        return (self.person.email or "") if self.person else self.guest_email


class NoticeQuerySet(QuerySet):
    def to_send(self):
        return self.filter(sending_at=None, sent_at=None)

    def uncertain(self):
        """Begun and never ended: the letter may have left. Shown, never sent again by the house."""
        return self.filter(sent_at=None, sending_at__lt=timezone.now() - timedelta(minutes=15))


class Notice(models.Model):
    """One change told to one registered person: written with the change itself, sent once (reliability 4.5)."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="notices")
    change = models.CharField(max_length=10, choices=Change)
    # version of the event that brought it: the same change is never told twice
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    sending_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "change", "version"], name="notice_once")]

    def __str__(self):
        return f"{self.change} {self.registration_id}"


class HotAnswer(models.Model):
    """What one person thought of it on the way out: no name, no hour, and a code that keeps no order."""

    code = PublicCodeField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="hot_answers")
    useful = models.PositiveSmallIntegerField(choices=Warmth)
    heard = models.PositiveSmallIntegerField(choices=Warmth)
    word = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]


class FeedQuerySet(QuerySet):
    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(person=person) | around(person, closed=True))


class Feed(models.Model):
    """An address that a calendar reads without signing in: one person's dates, or one circle's. `code` changes to close it."""

    code = PublicCodeField()
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="feed")
    scope = models.OneToOneField(Scope, models.PROTECT, null=True, blank=True, related_name="feed")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_of_one_person_or_one_circle",
                condition=Q(person=None, scope__isnull=False) | Q(person__isnull=False, scope=None),
            )
        ]
