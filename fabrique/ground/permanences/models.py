from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.enums import EventKind, EventState, Openness
from fabrique.ground.agenda.models import Event
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.permanences.enums import WAITING, Consent, Destination, MatterKind, MatterState

LANGUAGES = [("fr", "Français"), ("en", "English")]


def slots():
    """The permanences of the alliance: open to all (R087)."""
    return Event.objects.filter(kind=EventKind.PERMANENCE, openness=Openness.OPEN)


class MatterQuerySet(QuerySet):
    def visible_to(self, person):
        """Its author, and the association that holds the permanence; what is published is read by `published`."""
        if not person.is_authenticated:
            return self.none()
        return self if person.holds(Role.ASSOCIATION_EMPLOYEE) else self.filter(author=person)

    def waiting(self):
        return self.filter(state__in=WAITING).order_by("due_on", "left_at", "pk")

    def published(self):
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")


class Matter(Versioned):
    """R090, R091. `due_on` is the day of the next permanence: what is left meanwhile is treated there (R093)."""

    code = PublicCodeField()
    kind = models.CharField(max_length=12, choices=MatterKind)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="matters")
    guest_name = models.CharField(max_length=120, blank=True)
    guest_email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fr")
    consent = models.CharField(max_length=8, choices=Consent, default=Consent.NOTHING)
    state = models.CharField(max_length=10, choices=MatterState, default=MatterState.RECEIVED)
    left_at = models.DateTimeField(default=timezone.now)
    slot = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="matters")
    due_on = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    destination = models.CharField(max_length=12, choices=Destination, blank=True)
    routed_to = models.CharField(max_length=200, blank=True)
    # the question as the association words it, so that nobody's own words are needed
    question = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    fictional = models.BooleanField(default=False)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ["-left_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="matter_of_one_author", condition=Q(author=None) | Q(guest_email="", guest_name="")),
            models.CheckConstraint(name="handled_matter_has_an_owner", condition=Q(state="received") | Q(owner__isnull=False)),
            models.CheckConstraint(name="answered_matter_says_what", condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False))),
            models.CheckConstraint(name="routed_matter_says_where", condition=~Q(state="routed") | ~Q(destination="")),
            paired("matter_published_by_somebody", "published_at", "published_by"),
            # the author's words are never published without consent; nothing is without an answer (R092)
            models.CheckConstraint(
                name="matter_published_as_agreed",
                condition=Q(published_at=None)
                | (~Q(answer="") & (Q(consent="words") | (Q(consent="answer") & ~Q(question="")))),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()}, {self.left_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("permanences:matter", args=[self.code])

    @property
    def public_question(self) -> str:
        """What the public reads: the association's wording, else the author's words when they agreed."""
        return self.question or (self.text if self.consent == Consent.WORDS else "")

    @property
    def is_late(self) -> bool:
        return self.state in WAITING and self.due_on < timezone.localdate()

    @property
    def needs_question(self) -> bool:
        return self.consent == Consent.ANSWER and not self.question


class SittingQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(event__in=slots())


class Sitting(Versioned):
    """One permanence held: visits in two numbers and no name (R018, R090), and the minutes (R092)."""

    code = PublicCodeField()
    event = models.OneToOneField(Event, models.PROTECT, related_name="sitting")
    allies_came = models.PositiveSmallIntegerField(default=0)
    others_came = models.PositiveSmallIntegerField(default=0)
    minutes = models.TextField(blank=True)

    objects = SittingQuerySet.as_manager()

    def __str__(self):
        return str(self.event)

    @property
    def came(self) -> int:
        return self.allies_came + self.others_came


class MeetingQuerySet(QuerySet):
    def visible_to(self, person):
        """Months that wait for a host, and those whose date this person may know."""
        return self.filter(Q(event=None) | Q(event__in=Event.objects.visible_to(person)))

    def of_year(self, year: int):
        return self.filter(month__year=year).order_by("month")

    def held(self):
        return self.filter(event__state=EventState.HELD)

    def hosted_by(self, person):
        """Those that an organisation of this person hosts."""
        if not person.is_authenticated:
            return self.none()
        today = timezone.localdate()
        mine = Q(hosts__memberships__person=person, hosts__memberships__starts_on__lte=today)
        until = Q(hosts__memberships__ends_on=None) | Q(hosts__memberships__ends_on__gte=today)
        return self.filter(mine & until).distinct()


class Meeting(Versioned):
    """A month of mutual knowledge (R078, R079). Open until an ally takes it, and again when its date is cancelled."""

    KEPT_INSIDE = ("promises",)

    code = PublicCodeField()
    month = models.DateField(unique=True)
    event = models.OneToOneField(Event, models.PROTECT, null=True, blank=True, related_name="meeting")
    hosts = models.ManyToManyField(Organisation, blank=True, related_name="meetings")
    promises = models.TextField(blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [models.CheckConstraint(name="meeting_month_begins_on_the_first", condition=Q(month__day=1))]

    def __str__(self):
        return self.event.title if self.event else f"{self.month:%Y-%m}"

    @property
    def is_taken(self) -> bool:
        return self.event is not None and self.event.state != EventState.CANCELLED

    @property
    def is_past(self) -> bool:
        today = timezone.localdate()
        return (self.month.year, self.month.month) < (today.year, today.month)
