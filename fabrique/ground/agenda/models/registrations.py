"""Who comes, what they are told, what they thought of it, and the addresses their calendars read."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.ground.agenda.enums import Change, Openness, RegistrationState, Warmth
from fabrique.ground.agenda.models.circles import TEAM, around
from fabrique.ground.agenda.models.events import Event
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Person, Scope


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


class Notice(models.Model):
    """One change told to one registered person: written with the change itself; its letter is in the outbox."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="notices")
    change = models.CharField(max_length=10, choices=Change)
    # version of the event that brought it: the same change is never told twice
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    objects = QuerySet.as_manager()

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
