from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.messages.enums import AUDIENCES, OUT, UNDECIDED, Circle, IssueState, Kind, LetterState, why
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Person, RoleGrant, Scope, inside

STAFF = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)


class SeriesQuerySet(QuerySet):
    def visible_to(self, person):
        """Those one writes, and those of which something may be read."""
        return self.filter(
            Q(pk__in=self.written_by(person)) | Q(issues__in=Issue.objects.visible_to(person))
        ).distinct()

    def written_by(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(scope__in=person.scopes_as(*LEADS))

    def received_by(self, person):
        """Those whose issues are sent to this person."""
        return self.filter(scope__in=scopes_of(person))


def scopes_of(person) -> set[int]:
    """Where this person stands today, with the cohorts around their delegations."""
    return {number for grant in person.grants for number in (grant.scope_id, grant.scope.parent_id) if number}


class Series(models.Model):
    """The infolettre of a cohort, or of the alliance: one a place, numbered without gap (R252)."""

    code = PublicCodeField()
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="series")
    name = models.CharField(max_length=160)
    fictional = models.BooleanField(default=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class IssueQuerySet(QuerySet):
    def visible_to(self, person):
        """What left, to its circle; the rest to those who write the series (R253)."""
        public = Q(state__in=OUT, audience=Circle.PUBLIC)
        if not person.is_authenticated:
            return self.filter(public)
        if person.holds(*STAFF):
            return self
        return self.filter(
            public
            | Q(state__in=OUT, audience=Circle.ALLIANCE)
            | Q(state__in=OUT, series__scope__in=scopes_of(person))
            | Q(series__scope__in=person.scopes_as(*LEADS))
        )

    def out(self):
        return self.filter(state__in=OUT)

    def due(self):
        return self.filter(state=IssueState.SCHEDULED, scheduled_for__lte=timezone.now())


class Issue(Versioned):
    """One number. It is given its number when it leaves, so that a draft given up leaves no gap."""

    code = PublicCodeField()
    series = models.ForeignKey(Series, models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=160)
    editorial = models.TextField(blank=True)
    audience = models.PositiveSmallIntegerField(choices=[(c.value, c.label) for c in AUDIENCES], default=Circle.COHORT)
    state = models.CharField(max_length=10, choices=IssueState, default=IssueState.DRAFT)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    scheduled_for = models.DateTimeField(null=True, blank=True)
    # how many letters were made when it left: erased accounts leave the count as it was
    recipients = models.PositiveIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="issue_number_once"),
            models.CheckConstraint(name="issue_out_has_number_and_date", condition=~Q(state__in=["sent", "archived"]) | Q(number__isnull=False, sent_at__isnull=False, recipients__isnull=False)),
            models.CheckConstraint(name="issue_scheduled_has_date", condition=~Q(state="scheduled") | Q(scheduled_for__isnull=False)),
            models.CheckConstraint(name="issue_audience_known", condition=Q(audience__in=[1, 2, 3])),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("letters:issue", args=[self.code])


class ItemQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(issue__in=Issue.objects.visible_to(person))


class Item(models.Model):
    """Something an issue tells: taken from the platform (`source`, see `offers.py`), or written freely (R251)."""

    code = PublicCodeField()
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "source"], condition=~Q(source=""), name="issue_tells_once")
        ]

    def __str__(self):
        return self.title


class LetterQuerySet(QuerySet):
    def visible_to(self, person):
        """What was sent to whom: for the team, for a cohort's lead in the cohort. Nobody else, not even its receiver."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        led = person.scopes_as(*LEADS)
        return self.filter(inside(led)) if led else self.none()

    def ready(self):
        return self.filter(state=LetterState.QUEUED, not_before__lte=timezone.now())

    def undecided(self):
        return self.filter(state__in=UNDECIDED)

    def told(self):
        """With whom and where, the newest first."""
        return self.select_related("person", "scope", "issue__series").order_by("-queued_at", "-pk")


class Letter(models.Model):
    """One message to one person. `key` says what it is: the same thing is never queued twice for the same person.

    The words of an issue are not copied here: an issue that left no longer changes. The address is read at the last
    moment, so that a letter follows its person.
    """

    code = PublicCodeField()
    key = models.CharField(max_length=160, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind)
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, blank=True, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="letters")
    subject = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.QUEUED)
    queued_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(default=timezone.now)
    attempt = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=100, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # why it did not leave, or not yet: a code of `outbox.py`
    failure = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "not_before"], name="letter_ready")]
        constraints = [
            models.UniqueConstraint(fields=["issue", "person"], name="issue_once_a_person"),
            paired("letter_decided_at_and_by", "decided_at", "decided_by"),
            models.CheckConstraint(name="letter_sending_is_claimed", condition=~Q(state="sending") | (~Q(claimed_by="") & Q(claimed_at__isnull=False))),
            models.CheckConstraint(name="letter_sent_says_when", condition=~Q(state="sent") | Q(sent_at__isnull=False)),
            models.CheckConstraint(name="letter_failed_says_why", condition=~Q(state="failed") | ~Q(failure="")),
        ]  # fmt: skip

    def __str__(self):
        return self.subject

    @property
    def why(self):
        return why(self.failure)


class Notice(models.Model):
    """News for one person, in plain words: alone when urgent, else with the others in the next digest."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind)
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    # what it tells, when telling it twice would be one time too many
    once = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="notices")

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["letter", "at"], name="notice_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["person", "once"], condition=~Q(once=""), name="notice_told_once")
        ]

    def __str__(self):
        return self.subject


class Refusal(models.Model):
    """A person no longer wants this kind, or this series. To want it again is to remove the row."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="refusals")
    kind = models.CharField(max_length=12, choices=Kind)
    series = models.ForeignKey(Series, models.CASCADE, null=True, blank=True, related_name="refusals")
    at = models.DateTimeField(auto_now_add=True)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(series=None), name="kind_refused_once"),
            models.UniqueConstraint(fields=["person", "series"], name="series_refused_once"),
            models.CheckConstraint(name="refused_series_is_a_newsletter", condition=Q(series=None) | Q(kind="newsletter")),
        ]  # fmt: skip


class ClosedAddress(models.Model):
    """An address that a server refused for good: nothing more is tried until somebody decides so."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="closed_address")
    email = models.EmailField()
    reason = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)


def receivers(series: Series):
    """Who an issue is sent to today: those who hold a role in the cohort; for the alliance's, those who asked for its
    news. Never those who were heard in an interview: nobody may learn who they are from a list of letters."""
    grants = RoleGrant.objects.active().filter(inside({series.scope_id})).exclude(role=Role.INTERVIEWEE)
    refused = Refusal.objects.filter(Q(series=series) | Q(series=None, kind=Kind.NEWSLETTER))
    people = Person.objects.active().filter(pk__in=grants.values("person")).exclude(email=None)
    if series.scope.parent_id is None and series.scope.kind == "platform":
        people = people.filter(consents__kind="news", consents__withdrawn_at=None)
    return people.exclude(pk__in=refused.values("person")).order_by("pk")
