from textwrap import shorten

from django.conf import settings
from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, OfCohortQuerySet, Participation
from fabrique.accompaniment.evaluation.enums import FindingState, LessonKind, LeverKind, ViewpointOf, ViewpointState
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
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
    set_aside_because = models.CharField(max_length=300, blank=True)
    frame = models.ForeignKey(Item, models.PROTECT, related_name="+")
    family = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Finding.Meta):
        constraints = [
            *Finding.Meta.constraints,
            models.CheckConstraint(name="effect_set_aside_says_why", condition=~Q(state="set-aside") | ~Q(set_aside_because="")),
        ]  # fmt: skip

    def __str__(self):
        return self.label or shorten(self.text, 90, placeholder="…")


class Limit(Finding):
    """R479. The table refuses removals: a limit is answered, never erased."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="limits")
    theme = models.ForeignKey(Item, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    proposal = models.TextField(blank=True)
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


class ViewpointQuerySet(QuerySet):
    def visible_to(self, person):
        """A viewpoint and its absence are public with the cohort's report: nothing missing is hidden (R507)."""
        return self.filter(participation__in=Participation.objects.visible_to(person))


class Viewpoint(Versioned):
    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="viewpoints")
    of = models.CharField(max_length=10, choices=ViewpointOf)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    said_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=14, choices=ViewpointState, default=ViewpointState.EXPECTED)
    text = models.TextField(blank=True)
    synthesis = models.BooleanField(default=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    expressed_at = models.DateTimeField(null=True, blank=True)
    # nobody when a published source says it: `source` then names the source
    expressed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    objects = ViewpointQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__name", "of"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "of"], name="viewpoint_once"),
            models.CheckConstraint(name="expressed_viewpoint_has_words", condition=~Q(state="expressed") | ~Q(text="")),
            paired("viewpoint_asked_at_and_by", "asked_at", "asked_by"),
            models.CheckConstraint(
                name="viewpoint_expressed_by_somebody",
                condition=Q(expressed_at=None) | Q(expressed_by__isnull=False) | ~Q(source=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_of_display()}, {self.participation}"


class Lesson(Versioned):
    """What a cohort teaches, asks and wants to change (R506)."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="lessons")
    kind = models.CharField(max_length=12, choices=LessonKind)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "kind", "title"], name="lesson_once")]

    def __str__(self):
        return self.title


class Lever(models.Model):
    """What the alliance wants stronger in the next cohort: a check-list at its design (R574)."""

    kind = models.CharField(max_length=12, choices=LeverKind)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "order", "pk"]

    def __str__(self):
        return self.title
