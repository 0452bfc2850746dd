from django.db import models
from django.db.models import Q

from fabrique.accompaniment.peers.enums import STEPS, Kind, Says, StatementKind, StatementState, Step
from fabrique.accompaniment.peers.models.groups import PERSON, PeerGroup
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.referentials.models import Item

NOBODY = "-"
# of words that somebody left to the group: what was said aloud is the facilitator's to keep, these are nobody's
LEFT = "+"
# as long as the longest code: what is sealed is as long as what seals it
WIDTH = 60


def sealed_name(person=None) -> str:
    """Who wrote, as a column without foreign key holds it; all of one length, nobody included."""
    return (person.code if person else NOBODY).ljust(WIDTH)


def left_behind() -> str:
    return LEFT.ljust(WIDTH)


class Written(models.Model):
    """No date, no number and no foreign key tells who wrote, nor how many each wrote (ADR 0081)."""

    author = SealedText()

    class Meta:
        abstract = True

    def is_by(self, person) -> bool:
        return bool(person.is_authenticated) and self.author == sealed_name(person)


class WrittenQuerySet(QuerySet):
    def by(self, person):
        """Authors are sealed: each row is opened (ADR 0081)."""
        return self.filter(pk__in=[row.pk for row in self if row.is_by(person)])


class OfGroupQuerySet(WrittenQuerySet):
    """What is said in a group is read by those who enter it."""

    def visible_to(self, person):
        return self.filter(group__in=PeerGroup.objects.entered_by(person))


class Contribution(Versioned, Written):
    """Read in the order of its code, drawn at random: the order of writing would tell who was at the keyboard."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="contributions")
    kind = models.CharField(max_length=12, choices=Kind)
    to = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    text = SealedText()
    signed = models.BooleanField(default=False)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [models.CheckConstraint(name="peer_request_is_addressed", condition=Q(kind="request") | Q(to=None))]  # fmt: skip

    def __str__(self):
        return self.code

    @property
    def step(self) -> Step:
        return next(step for step, kinds in STEPS.items() if self.kind in kinds)

    @property
    def said_aloud(self) -> bool:
        return self.author == sealed_name()


class StatementQuerySet(OfGroupQuerySet):
    def released(self):
        return self.filter(state=StatementState.RELEASED)


class Statement(Versioned):
    """One item of the synthesis. `edition` grows with each change: a voice is about one edition."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=12, choices=StatementKind)
    to = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    text = SealedText()
    due_on = models.DateField(null=True, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=StatementState, default=StatementState.DRAFT)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    reason = SealedText(blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            paired("peer_statement_released_at_and_by", "released_at", "released_by"),
            models.CheckConstraint(name="peer_claim_is_addressed", condition=Q(kind="claim") | Q(to=None)),
            models.CheckConstraint(name="peer_commitment_has_a_date", condition=Q(kind="commitment") | Q(due_on=None)),
            models.CheckConstraint(name="peer_statement_released_with_its_date", condition=Q(state="draft", released_at=None) | (~Q(state="draft") & Q(released_at__isnull=False))),
            models.CheckConstraint(name="peer_statement_taken_back_says_why", condition=Q(state="taken-back") & ~Q(reason="") | ~Q(state="taken-back") & Q(reason="")),
        ]  # fmt: skip

    def __str__(self):
        return self.code

    @property
    def current_voices(self) -> list["Voice"]:
        """Those about the text as it stands."""
        return [voice for voice in self.voices.all() if voice.edition == self.edition]

    def voice_of(self, person) -> "Voice | None":
        return next((voice for voice in self.current_voices if voice.is_by(person)), None)


class Voice(Written):
    """What one member says of one edition of a statement; the facilitator reads what, not who."""

    KEPT_INSIDE = EVERYTHING
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="voices")
    edition = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=10, choices=Says)
    words = SealedText(blank=True)

    objects = WrittenQuerySet.as_manager()

    class Meta:
        ordering = ["says", "pk"]

    def __str__(self):
        return str(self.pk)


class Message(Written):
    """Between two sessions (R407); signed, unless its author chose otherwise."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="messages")
    text = SealedText()
    signed = models.BooleanField(default=True)
    said_on = models.DateField()

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.code
