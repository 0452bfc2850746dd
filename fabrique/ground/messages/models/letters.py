from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.sealed import SealedText
from fabrique.ground.messages.enums import UNDECIDED, Kind, LetterState, why
from fabrique.ground.messages.models.newsletters import STAFF, Issue, Series
from fabrique.ground.messages.readers import Guest
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Person, RoleGrant, Scope, inside


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
    """One message to one person, or to the address of a guest. `key` says what it is: never queued twice for the same.

    The words of an issue are not copied here: an issue that left no longer changes. A person's address is read at the
    last moment, so that a letter follows its person; a guest's is forgotten (see `actions.forget_words`).
    """

    code = PublicCodeField()
    key = models.CharField(max_length=160, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="letters")
    # a guest's: whom one writes to may be the secret itself, an interview for one
    email = SealedText(blank=True)
    name = SealedText(blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr")
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
            models.CheckConstraint(name="letter_to_person_or_guest", condition=Q(person=None) | Q(email="", name="")),
            models.CheckConstraint(name="letter_sending_is_claimed", condition=~Q(state="sending") | (~Q(claimed_by="") & Q(claimed_at__isnull=False))),
            models.CheckConstraint(name="letter_sent_says_when", condition=~Q(state="sent") | Q(sent_at__isnull=False)),
            models.CheckConstraint(name="letter_failed_says_why", condition=~Q(state="failed") | ~Q(failure="")),
        ]  # fmt: skip

    def __str__(self):
        return self.subject

    @property
    def why(self):
        return why(self.failure)

    @property
    def series(self) -> Series | None:
        return self.issue.series if self.issue else None

    @property
    def reader(self) -> Person | Guest:
        return self.person or Guest(self.email, self.name, self.language)

    @property
    def about(self) -> str:
        """What, as the same list says it: a morning letter takes its subject from what was told to one person alone."""
        return _("Le courrier du matin") if self.kind == Kind.DIGEST else self.subject

    @property
    def to(self) -> str:
        """Who, as the list of what was sent says it. A guest is known to whoever invited them, never to this list (A50)."""
        return str(self.person or _("une personne sans compte"))


class Notice(models.Model):
    """News for one person, in plain words: alone when urgent, else with the others in the next digest.

    A guest has no digest: their news has its letter from the start, and no person.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind)
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=200)
    # it may repeat words that are sealed where they were written: an answer to a question
    text = SealedText(blank=True)
    # a guest's is signed: whoever holds it enters
    url = SealedText(blank=True)
    # what it tells, when telling it twice would be one time too many
    once = models.CharField(max_length=120, blank=True)
    # what is asked again when it leaves, see `due.py`
    due = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="notices")

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["letter", "at"], name="notice_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["person", "once"], condition=~Q(once=""), name="notice_told_once"),
            models.CheckConstraint(name="notice_has_a_reader", condition=Q(person__isnull=False) | Q(letter__isnull=False)),
        ]  # fmt: skip

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
