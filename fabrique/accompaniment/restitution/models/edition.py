from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.restitution.enums import LIVE, EditionState
from fabrique.accompaniment.restitution.models.draft import worked_by
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

PERSON = settings.AUTH_USER_MODEL
IN_TERRITORY = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.ACCOMPANYING_ALLY)
OF_COHORT = (Role.PEER_GROUP_FACILITATOR, Role.EMBEDDED_EVALUATOR)
PATH = "diagnostic__participation__scope"


class EditionQuerySet(QuerySet):
    def worked_on_by(self, person):
        """The team, at any state: in the vault before, as everybody after."""
        return self.filter(diagnostic__in=worked_by(person))

    def visible_to(self, person):
        """A50, by state alone (R581): presented, to the number one and who leads; restituted, to those who accompany.

        The public, the media, the region and funders: restituted, and the territory decided so.
        """
        public = Q(state=EditionState.RESTITUTED, restitution__public_at__isnull=False)
        if not person.is_authenticated:
            return self.filter(public)
        at_once, at_last = person.scopes_as(*LEADS), person.scopes_as(*IN_TERRITORY, *OF_COHORT)
        first = Q(**{f"{PATH}__in": person.scopes_as(Role.NUMBER_ONE)}) | inside(at_once, PATH)
        after = inside(at_last, PATH) if not person.holds(Role.ASSOCIATION_EMPLOYEE) else Q()
        return self.filter(
            Q(diagnostic__in=worked_by(person)) | (Q(state__in=[EditionState.PRESENTED, EditionState.RESTITUTED]) & first)
            | (Q(state=EditionState.RESTITUTED) & after) | public
        )  # fmt: skip

    def live(self):
        return self.filter(state__in=LIVE)

    def restituted(self):
        return self.filter(state=EditionState.RESTITUTED)


class Edition(Versioned):
    """One version of what is given back, whole and immutable: `words` never change, a correction makes another one.

    `space` is its own in the vault: the team and its reviewers. `sources` says which voices are behind each sentence,
    for the guard, and opens in the diagnostic's space alone. `text` is the same canonical text as `words`, opened when
    it is presented to the number one; `sha256` is what was checked, reviewed, presented and downloaded.
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=EditionState, default=EditionState.CHECKED)
    space = models.SlugField(max_length=60, blank=True)
    item = models.SlugField(max_length=60, blank=True)
    words = models.BinaryField(default=bytes)
    sources = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64)
    # what the guard answered: which rules, how many sentences it read; never a word
    verdict = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    text = SealedText(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # its keys are destroyed: what was never presented is lost for good
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["diagnostic", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["diagnostic", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["diagnostic"], condition=Q(state__in=LIVE), name="edition_one_alive"),
            models.CheckConstraint(name="edition_out_was_cleared", condition=~Q(state__in=["cleared", "presented", "restituted"]) | Q(cleared_at__isnull=False)),
            models.CheckConstraint(name="edition_out_has_its_text", condition=Q(state__in=["presented", "restituted"]) & ~Q(text="") | Q(state__in=["superseded", "withdrawn"]) | (Q(state__in=["checked", "in-review", "blocked", "cleared"]) & Q(text=""))),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.diagnostic} ({self.number})"

    def get_absolute_url(self):
        return reverse("restitution:edition", args=[self.code])

    @property
    def print(self) -> str:
        """Enough of the hash to be read aloud and compared."""
        return self.sha256[:12]


class ReviewQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own; the team sees that there is one, on the page of its edition."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(reviewer=person)

    def waiting(self):
        return self.filter(answered_at=None, edition__state=EditionState.IN_REVIEW)


class Review(Versioned):
    """One reader, named for one version (reliability 4.3.10). Answered once: what was signed is not changed."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    third = models.BooleanField(default=False)
    named_at = models.DateTimeField(default=timezone.now)
    named_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    # `{"v3": ["isolate"]}`: labels of the edition, no word of it
    risks = models.JSONField(default=dict)
    # their reasons, sealed in the edition's space
    note = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["third", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "reviewer"], name="review_once_a_person"),
            models.CheckConstraint(name="review_grade_from_one_to_four", condition=Q(grade=None) | Q(grade__range=(1, 4))),
            models.CheckConstraint(name="review_signed_whole", condition=Q(answered_at=None, grade=None, sha256="") | (Q(answered_at__isnull=False, grade__isnull=False) & ~Q(sha256=""))),
        ]  # fmt: skip

    def __str__(self):
        return self.code
