"""What is left of a session: its documents, its kit, and minutes that name nobody."""

from datetime import timedelta
from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.programme.enums import DocumentKind, KitState, MinutesState, SessionState
from fabrique.accompaniment.programme.models.presences import who_came
from fabrique.accompaniment.programme.models.sessions import Sequence, Session
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.models import around

# R342: the kit is published ten days after the session at the latest
PUBLISH_WITHIN = timedelta(days=10)


class DocumentQuerySet(QuerySet):
    def visible_to(self, person):
        """Those of sessions whose documents are published; before, for the leads and the association's team."""
        visible = self.filter(session__in=Session.objects.visible_to(person))
        published = Q(session__state=SessionState.DOCUMENTED)
        if not person.is_authenticated:
            return visible.filter(published)
        if person.holds(*STAFF):
            return visible
        return visible.filter(published | Q(session__cohort__scope__in=person.scopes_as(*LEADS)))


def random_name(_document, _name):
    """A stored file is found by its row alone: its name on disk says nothing and cannot be chosen."""
    return f"sessions/{token_hex(16)}"


class Document(models.Model):
    """What is left of a session: a link, a file, or its title when the source names it without giving it."""

    code = PublicCodeField()
    session = models.ForeignKey(Session, models.CASCADE, related_name="documents")
    sequence = models.ForeignKey(Sequence, models.SET_NULL, null=True, blank=True, related_name="documents")
    kind = models.CharField(max_length=10, choices=DocumentKind)
    title = models.CharField(max_length=200)
    url = models.URLField(blank=True)
    file = models.FileField(upload_to=random_name, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "title"], name="document_once"),
            models.CheckConstraint(name="document_is_link_or_file", condition=Q(url="") | Q(file="")),
            models.CheckConstraint(name="file_says_its_type", condition=Q(file="") | ~Q(media_type="")),
        ]

    def __str__(self):
        return self.title


class KitQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(session__in=Session.objects.visible_to(person))


class Kit(models.Model):
    """Where the kit of a held session stands (R342), and how many times it was read: a number, of nobody (R338)."""

    code = PublicCodeField()
    session = models.OneToOneField(Session, models.CASCADE, related_name="kit")
    state = models.CharField(max_length=10, choices=KitState, default=KitState.TO_PREPARE)
    published_on = models.DateField(null=True, blank=True)
    updated_on = models.DateField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)

    objects = KitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="published_kit_has_its_day", condition=Q(state__in=["to-prepare", "preparing"]) | Q(published_on__isnull=False)),
            models.CheckConstraint(name="updated_kit_has_its_day", condition=~Q(state="updated") | Q(updated_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.session}, {self.get_state_display()}"


def kit_due(session: Session):
    """The last day to publish its kit on time; None while the session has no date."""
    return session.date + PUBLISH_WITHIN if session.date else None


class MinutesQuerySet(QuerySet):
    def visible_to(self, person):
        """While they are written, whoever leads; proposed, who was there too; published, the cohort (D43)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        led = Q(session__cohort__scope__in=person.scopes_as(*LEADS))
        proposed = Q(state=MinutesState.PROPOSED, session__in=who_came(person))
        circle = around(person, closed=True, path="session__cohort__scope")
        return self.filter(led | proposed | (Q(state=MinutesState.PUBLISHED) & circle))


class Minutes(Versioned):
    """What a session without a recording leaves to the cohort: no name in it, read again by those who were there."""

    code = PublicCodeField()
    session = models.OneToOneField(Session, models.CASCADE, related_name="written_minutes")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    # the last day on which those who were there may ask for a change
    until = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(name="proposed_minutes_say_until_when", condition=Q(state="draft") | Q(until__isnull=False)),
            models.CheckConstraint(name="published_minutes_have_their_day", condition=~Q(state="published") | Q(published_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.session}, {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("programme:minutes", args=[self.session.cohort.code, self.session.code])

    @property
    def open(self) -> bool:
        """Whether a change may still be asked for."""
        return self.state == MinutesState.PROPOSED and timezone.localdate() <= self.until


class RemarkQuerySet(QuerySet):
    def visible_to(self, person):
        """Its author, and whoever writes the minutes."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(Q(asked_by=person) | Q(minutes__session__cohort__scope__in=person.scopes_as(*LEADS)))


class Remark(models.Model):
    """A change that somebody who was there asks for. `answer` says what was done of it."""

    code = PublicCodeField()
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="remarks")
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return self.text[:60]
