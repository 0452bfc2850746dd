"""What changed and what resists, with what shows it and what it led to."""

from textwrap import shorten

from django.conf import settings
from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Participation
from fabrique.accompaniment.evaluation.enums import (
    Cause,
    Confidence,
    EvidenceKind,
    Expected,
    FindingState,
    Level,
    Ring,
    Strength,
    Voice,
)
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside
from fabrique.ground.referentials.models import Item

IN_COHORT = (*LEADS, Role.EMBEDDED_EVALUATOR)
IN_DELEGATION = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE,
                 Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY)  # fmt: skip


class FindingQuerySet(QuerySet):
    def visible_to(self, person):
        """Published ones for all; the others for the evaluator, the leads, the team, the delegation itself (A50)."""
        seen = self.filter(participation__in=Participation.objects.visible_to(person))
        published = Q(state=FindingState.PUBLISHED)
        if not person.is_authenticated:
            return seen.filter(published)
        if person.holds(*STAFF):
            return seen
        return seen.filter(
            published
            | Q(participation__cohort__scope__in=person.scopes_as(*IN_COHORT))
            | Q(participation__scope__in=person.scopes_as(*IN_DELEGATION))
            | Q(proposed_by=person)
        )

    def published(self):
        return self.filter(state=FindingState.PUBLISHED)

    def read_again(self):
        """Somebody who answers for it found it right: from there on it counts among what a path teaches."""
        return self.filter(state__in=[FindingState.ACCEPTED, FindingState.PUBLISHED])

    def in_reading_order(self):
        return self.order_by("participation__territory__name", "order", "pk")


class Finding(Versioned):
    """What effects and limits share: where, said by whom, read again by whom, published when."""

    code = PublicCodeField()
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    said_by = models.CharField(max_length=200, blank=True)
    quote = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.PROPOSED)
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # the hat worn is told by each act (R025): an evaluator's words stay the evaluator's, a referent's yes is the delegation's
    proposed_as = models.CharField(max_length=40, choices=Role, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_as = models.CharField(max_length=40, choices=Role, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            paired("%(class)s_accepted_at_and_by", "accepted_at", "accepted_by"),
            paired("%(class)s_published_at_and_by", "published_at", "published_by"),
            models.CheckConstraint(name="%(class)s_published_says_when", condition=~Q(state="published") | Q(published_at__isnull=False)),
            models.CheckConstraint(name="%(class)s_accepted_says_when", condition=~Q(state__in=["accepted", "published"]) | Q(accepted_at__isnull=False)),
        ]  # fmt: skip

    @property
    def agreed_by_delegation(self) -> bool:
        """Public after the delegation's agreement (R496): its referent proposed it, or read it again."""
        return Role.DELEGATION_REFERENT in (self.proposed_as, self.accepted_as)


class Effect(Finding):
    """R477, R478: the label as written, if any; the family is ours, so that cohorts can be compared (R494)."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="effects")
    label = models.CharField(max_length=160, blank=True)
    second_label = models.CharField(max_length=160, blank=True)
    set_aside_because = models.CharField(max_length=300, blank=True)
    frame = models.ForeignKey(Item, models.PROTECT, related_name="+")
    family = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    fundamental = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=13, choices=Level, blank=True)
    ring = models.CharField(max_length=8, choices=Ring, blank=True)
    expected = models.CharField(max_length=10, choices=Expected, blank=True)
    voice = models.CharField(max_length=10, choices=Voice, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    strength = models.CharField(max_length=8, choices=Strength, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True)
    cause = models.CharField(max_length=10, choices=Cause, blank=True)
    cause_words = models.CharField(max_length=200, blank=True)

    class Meta(Finding.Meta):
        constraints = [
            *Finding.Meta.constraints,
            models.CheckConstraint(name="second_label_follows_a_first", condition=Q(second_label="") | ~Q(label="")),
            models.CheckConstraint(name="effect_set_aside_says_why", condition=~Q(state="set-aside") | ~Q(set_aside_because="")),
        ]  # fmt: skip

    def __str__(self):
        return self.labels or shorten(self.text, 90, placeholder="…")

    @property
    def labels(self) -> str:
        """As written, one or two (R478)."""
        return " / ".join(filter(None, (self.label, self.second_label)))


class InPlaceQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who make or lead the path, whatever became public: words given as a proof stay where they were given."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(inside(person.scopes_as(*IN_COHORT, *IN_DELEGATION), self.model.PLACE))


class Evidence(models.Model):
    """What shows it: somebody's words, a document, a decision. Read in the place alone, a quotation needs no agreement there."""

    PLACE = "effect__participation__scope"
    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    effect = models.ForeignKey(Effect, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    text = models.CharField(max_length=500)
    url = models.URLField(max_length=300, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = InPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name_plural = "evidence"
        constraints = [models.UniqueConstraint(fields=["effect", "kind", "text"], name="evidence_once")]

    def __str__(self):
        return self.text


class EffectLinkQuerySet(QuerySet):
    def visible_to(self, person):
        """With its two effects: an arrow towards what one may not read is not drawn."""
        seen = Effect.objects.visible_to(person)
        return self.filter(cause__in=seen, outcome__in=seen)


class EffectLink(models.Model):
    """The snowball (R475, R497): this effect led to that one, in the same territory, and never round in a circle."""

    code = PublicCodeField()
    cause = models.ForeignKey(Effect, models.CASCADE, related_name="links_out")
    outcome = models.ForeignKey(Effect, models.CASCADE, related_name="links_in")
    tied_at = models.DateTimeField(auto_now_add=True)
    tied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EffectLinkQuerySet.as_manager()

    class Meta:
        ordering = ["cause__order", "outcome__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cause", "outcome"], name="effect_link_once"),
            models.CheckConstraint(name="effect_does_not_lead_to_itself", condition=~Q(cause=models.F("outcome"))),
        ]

    def __str__(self):
        return f"{self.cause} → {self.outcome}"


class Limit(Finding):
    """R479. The table refuses removals: a limit is answered, never erased."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="limits")
    theme = models.ForeignKey(Item, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    proposal = models.TextField(blank=True)
    cause = models.CharField(max_length=300, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Finding.Meta):
        constraints = [
            *Finding.Meta.constraints,
            paired("limit_answered_at_and_by", "answered_at", "answered_by"),
            models.CheckConstraint(name="answer_is_dated", condition=Q(answer="") | Q(answered_at__isnull=False)),
        ]

    def __str__(self):
        return self.title
