from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import STAFF, Participation
from fabrique.accompaniment.pilots.enums import GIVEN, NoteKind, NoteState
from fabrique.accompaniment.pilots.models.projects import READERS, InsideQuerySet, PilotProject
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

PERSON = settings.AUTH_USER_MODEL
PATH = "project__participation__scope"
# a draft is between those who hold the pen, and the ally who helps them
PENS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.ACCOMPANYING_ALLY)
SUPPORTERS = (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)


class NoteQuerySet(QuerySet):
    def visible_to(self, person):
        """A50: once submitted, those who walk the path; a draft, those who write it; all, what the delegation opened."""
        opened = self.opened()
        if not person.is_authenticated:
            return self.filter(opened)
        read = Q() if person.holds(*STAFF) else inside(person.scopes_as(*READERS), PATH)
        drafted = inside(person.scopes_as(*PENS), PATH)
        return self.filter(~Q(state=NoteState.DRAFT) & read | drafted | opened)

    @staticmethod
    def opened() -> Q:
        return Q(
            state__in=GIVEN,
            public_at__isnull=False,
            project__participation__in=Participation.objects.visible_to(AnonymousUser()),
        )

    def told_to(self, person):
        """Whose `summary` an institution or a funder of the cohort reads: a synthesis, never the note (A50)."""
        return self.given().filter(inside(person.scopes_as(*SUPPORTERS), PATH))

    def given(self):
        return self.filter(state__in=GIVEN)

    def drafts(self):
        return self.filter(state=NoteState.DRAFT)

    def past(self):
        """Given one day, replaced since or not: what the order of the three notes asks for (R425)."""
        return self.exclude(state=NoteState.DRAFT)


class Note(Versioned):
    """One version of one of the three pages (R423). Written together while a draft; what was submitted never changes.

    `words` holds what is said to each guided question, by its key; `advice` what the territory had answered to each
    recommendation on the day it was submitted: the answers themselves live with the restitution.
    """

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=NoteKind)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=NoteState, default=NoteState.DRAFT)
    summary = models.TextField(blank=True)
    words = models.JSONField(default=dict)
    # D21: what comes after is never left for later
    after = models.TextField(blank=True)
    # R428
    state_informed_on = models.DateField(null=True, blank=True)
    state_service = models.CharField(max_length=160, blank=True)
    advice = models.JSONField(default=list)
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    public_at = models.DateTimeField(null=True, blank=True)
    public_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["project", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "number"], name="note_number_once"),
            models.UniqueConstraint(fields=["project", "kind"], condition=Q(state="draft"), name="note_one_draft"),
            models.UniqueConstraint(fields=["project", "kind"], condition=Q(state__in=["submitted", "commented", "accepted"]), name="note_one_given"),
            models.CheckConstraint(name="note_given_says_when", condition=Q(state="draft", submitted_at=None) | ~Q(state="draft") & Q(submitted_at__isnull=False)),
            models.CheckConstraint(name="note_accepted_says_when", condition=~Q(state="accepted") | Q(accepted_at__isnull=False)),
            models.CheckConstraint(name="note_draft_is_not_public", condition=Q(public_at=None) | ~Q(state="draft")),
            models.CheckConstraint(name="note_of_feasibility_says_what_after", condition=~Q(kind="feasibility") | Q(state="draft") | ~Q(after="")),
            models.CheckConstraint(name="note_of_intention_alone_informs_the_state", condition=Q(kind="intention") | Q(state_informed_on=None, state_service="")),
            paired("note_submitted_at_and_by", "submitted_at", "submitted_by"),
            paired("note_accepted_at_and_by", "accepted_at", "accepted_by"),
            paired("note_public_at_and_by", "public_at", "public_by"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self):
        return self.project.address("note", self.code)


class OfNoteQuerySet(QuerySet):
    """What was said of a note stays with those who read it inside, even when the note is opened to all."""

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(inside(person.scopes_as(*READERS), f"note__{PATH}"))


class Comment(models.Model):
    """R423: what somebody says of a note, or of one of its answers. It stays."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    note = models.ForeignKey(Note, models.PROTECT, related_name="comments")
    section = models.SlugField(max_length=40, blank=True)
    text = models.TextField()
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfNoteQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self):
        return self.code


class Waiver(models.Model):
    """R425: a micro-project goes without one of the notes; dated, reasoned, read by all who read the notes."""

    KEPT_INSIDE = EVERYTHING

    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="waivers")
    kind = models.CharField(max_length=12, choices=NoteKind)
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField(default=timezone.now)
    granted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="note_waived_once"),
            models.CheckConstraint(name="note_waiver_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="feasibility_is_not_waived", condition=~Q(kind="feasibility")),
        ]

    def __str__(self):
        return self.reason
