from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.messages.enums import AUDIENCES, OUT, Circle, IssueState, SuggestionState
from fabrique.ground.people.enums import LEADS, Role, ScopeKind
from fabrique.ground.people.models import Person, Scope

STAFF = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)
MEDIA = (Role.EMBEDDED_MEDIA,)


class SeriesQuerySet(QuerySet):
    def visible_to(self, person):
        """Those one writes, those one receives, and those of which something may be read."""
        read = Q(issues__in=Issue.objects.visible_to(person))
        return self.filter(Q(pk__in=self.written_by(person)) | Q(pk__in=self.received_by(person)) | read).distinct()

    def written_by(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(scope__in=person.scopes_as(*LEADS, *MEDIA))

    def received_by(self, person):
        """Those whose issues are sent to this person."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(scope__in=scopes_of(person)) | Q(scope__kind=ScopeKind.PLATFORM))


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
        """What left, to its circle; the rest to those who write the series (R253).

        The media's draft is its own until it is given to read: then whoever leads previews it, and changes nothing (R248).
        """
        public = Q(state__in=OUT, audience=Circle.PUBLIC)
        if not person.is_authenticated:
            return self.filter(public)
        led, told = person.scopes_as(*LEADS), person.scopes_as(*MEDIA)
        previewed = Q(media=False) | ~Q(state=IssueState.DRAFT)
        if person.holds(*STAFF):
            return self.filter(previewed | Q(series__scope__in=told))
        return self.filter(
            public
            | Q(state__in=OUT, audience=Circle.ALLIANCE)
            | Q(state__in=OUT, series__scope__in=scopes_of(person))
            | Q(previewed, series__scope__in=led)
            | Q(media=True, series__scope__in=told)
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
    # written by the embedded media: nobody else changes a word of it (R248, R490)
    media = models.BooleanField(default=False)
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


def random_name(_item, _name):
    """A stored picture is found by its row alone."""
    return f"infolettres/{token_hex(16)}"


class Item(models.Model):
    """Something an issue tells: taken from the platform (`source`, see `offers.py`), or written freely (R251).

    Who is quoted or shown, and since when they agree: without that day, the item does not leave.
    """

    KEPT_INSIDE = ("agreed_on", "source")

    code = PublicCodeField()
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=120, blank=True)
    picture = models.FileField(upload_to=random_name, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    alt = models.CharField(max_length=300, blank=True)
    quoted = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    # the reader who sent it to be shared: their name goes with their account
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "source"], condition=~Q(source=""), name="issue_tells_once"),
            models.CheckConstraint(name="picture_is_described", condition=Q(picture="", media_type="", alt="") | ~Q(picture="") & ~Q(media_type="") & ~Q(alt="")),
            models.CheckConstraint(name="agreement_names_who", condition=Q(agreed_on=None) | ~Q(quoted="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def waits_for_agreement(self) -> bool:
        return bool(self.quoted) and self.agreed_on is None


class SuggestionQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own; for those who write the series, all of them."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(person=person) | Q(series__in=Series.objects.written_by(person)))

    def waiting(self):
        return self.filter(state=SuggestionState.SENT)


class Suggestion(models.Model):
    """What a reader sends to share with the others (R250). Whoever writes the series takes it or says why not."""

    code = PublicCodeField()
    series = models.ForeignKey(Series, models.PROTECT, related_name="suggestions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="suggestions")
    title = models.CharField(max_length=200)
    text = models.TextField()
    url = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.SENT)
    sent_at = models.DateTimeField(default=timezone.now)
    word = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            paired("suggestion_answered_at_and_by", "answered_at", "answered_by"),
            models.CheckConstraint(name="suggestion_declined_says_why", condition=~Q(state="declined") | ~Q(word="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title
