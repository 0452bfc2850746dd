from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.referentials.enums import Change, ProposalState, VersionState
from fabrique.ground.referentials.models.versions import Spoken, Version

PERSON = settings.AUTH_USER_MODEL


class ProposalQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who hold a role in the alliance; the public reads what became of them in a version."""
        return self if person.is_authenticated and person.grants else self.none()

    def waiting(self):
        return self.filter(state=ProposalState.OPEN)

    def published(self):
        return self.filter(state=ProposalState.CARRIED).exclude(carried_in__state=VersionState.DRAFT)


class Proposal(Spoken, Versioned):
    """A change asked of the referential of the four categories (R053). `key`: the sentence it changes, or made."""

    code = PublicCodeField()
    change = models.CharField(max_length=6, choices=Change)
    key = models.SlugField(max_length=40, blank=True)
    name_fr = models.CharField(max_length=200, blank=True)
    gloss_fr = models.TextField(blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    gloss_en = models.TextField(blank=True)
    why = models.TextField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200, blank=True)
    proposed_on = models.DateField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    carried_in = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="proposals")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            paired("proposal_answered_at_and_by", "answered_at", "answered_by"),
            models.CheckConstraint(name="proposal_changes_something", condition=Q(change="add") | ~Q(key="")),
            models.CheckConstraint(name="proposal_says_its_words", condition=Q(change="retire") | ~Q(name_fr="")),
            models.CheckConstraint(name="proposal_declined_says_why", condition=~Q(state="declined") | ~Q(answer="")),
            models.CheckConstraint(name="proposal_carried_in_a_version", condition=Q(state="carried", carried_in__isnull=False) | (~Q(state="carried") & Q(carried_in=None))),
        ]  # fmt: skip

    def __str__(self):
        return self.label or self.key

    @property
    def label(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name_fr

    @property
    def gloss(self) -> str:
        return (self.gloss_en if get_language() == "en" else "") or self.gloss_fr

    def get_absolute_url(self):
        return reverse("referentials:proposal", args=[self.code])


class Trace(models.Model):
    """What fed a proposal, said by another area (`sources`): never its words, which stay where they can be taken back."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="traces")
    source = models.CharField(max_length=30)
    ref = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "source", "ref"], name="trace_once")]

    def __str__(self):
        return f"{self.source} {self.ref}"


class Remark(models.Model):
    """What somebody says of a proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="remarks")
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    said_on = models.DateField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)
