from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, Cohort, Participation, cohorts_as
from fabrique.accompaniment.convergences.enums import SHARED_FROM, SHOWN, DayKind, TopicState, Wish
from fabrique.accompaniment.programme.models import Session
from fabrique.core.db import EVERYTHING, FoldedField, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role

PERSON = settings.AUTH_USER_MODEL
# A50, « Anonymous cohort matrix »: who sees which territory has which theme
SEES_TERRITORIES = (
    *LEADS, Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR, Role.ACCOMPANYING_ALLY,
    Role.EMBEDDED_EVALUATOR,
)  # fmt: skip
SEES_COUNTS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE)
SEES_THEMES = (Role.NUMBER_ONE, Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)


class Comparison(Versioned):
    """From how many territories a theme of this cohort is shared; two when nobody chose (R385)."""

    KEPT_INSIDE = EVERYTHING
    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="comparison")
    shared_from = models.PositiveSmallIntegerField(default=SHARED_FROM)

    class Meta:
        constraints = [
            models.CheckConstraint(name="theme_is_shared_from_two_at_least", condition=Q(shared_from__gte=SHARED_FROM))
        ]

    def __str__(self):
        return str(self.cohort)


class TopicQuerySet(QuerySet):
    def visible_to(self, person):
        """All of them for those who compare; once proposed, for delegations and the institution (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(Role.ASSOCIATION_EMPLOYEE):
            return self
        compared = Q(cohort__scope__in=cohorts_as(person, *SEES_TERRITORIES))
        told = Q(state__in=SHOWN) | Q(state=TopicState.DROPPED, proposed_at__isnull=False)
        return self.filter(compared | (told & Q(cohort__scope__in=cohorts_as(person, *SEES_COUNTS, *SEES_THEMES))))

    def shown(self):
        return self.filter(Q(state__in=SHOWN) | Q(state=TopicState.DROPPED, proposed_at__isnull=False))


class Topic(Versioned):
    """A theme that several diagnostics share, and what becomes of it (R385, R390). It names no territory."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="topics")
    theme = models.CharField(max_length=200)
    folded = FoldedField(of="theme")
    # what delegations read: the question the day would start from, and why it is asked
    question = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=TopicState, default=TopicState.DETECTED)
    detected_at = models.DateTimeField(default=timezone.now)
    proposed_at = models.DateTimeField(null=True, blank=True)
    day_kind = models.CharField(max_length=8, choices=DayKind, blank=True)
    session = models.OneToOneField(Session, models.PROTECT, null=True, blank=True, related_name="topic")
    dropped_because = models.CharField(max_length=300, blank=True)
    learned = models.TextField(blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "folded"], name="topic_once"),
            models.CheckConstraint(name="dropped_topic_says_why", condition=~Q(state="dropped") | ~Q(dropped_because="")),
            models.CheckConstraint(name="planned_topic_has_its_day", condition=~Q(state__in=["planned", "held", "closed"]) | (Q(session__isnull=False) & ~Q(day_kind=""))),
            models.CheckConstraint(name="topic_asks_before_it_is_proposed", condition=Q(state__in=["detected", "dropped"]) | ~Q(question="")),
        ]  # fmt: skip

    def __str__(self):
        return self.theme

    def get_absolute_url(self):
        return reverse("convergences:topic", args=[self.cohort.code, self.code])


class VoteQuerySet(QuerySet):
    def visible_to(self, person):
        """Its own delegation alone: the others and the lead have counts (R386)."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(participation__scope__in=person.scopes_as(*SEES_COUNTS, Role.NUMBER_ONE))


class Vote(Versioned):
    """One a delegation, changed as long as it is open; `question` is what it would bring to the day (R388)."""

    KEPT_INSIDE = EVERYTHING
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="votes")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    wish = models.CharField(max_length=4, choices=Wish)
    question = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "participation"], name="vote_once_a_delegation")]

    def __str__(self):
        return self.get_wish_display()


class TerritoryConsentQuerySet(QuerySet):
    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        return self.filter(participation__scope__in=person.scopes_as(*SEES_COUNTS, Role.NUMBER_ONE))

    def standing(self):
        return self.filter(withdrawn_at=None)


class TerritoryConsent(models.Model):
    """A territory agreed to be named beside the shared themes, to the other delegations (R386); a withdrawal is a date."""

    KEPT_INSIDE = EVERYTHING
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="naming_consents")
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TerritoryConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            paired("territory_consent_withdrawn_at_and_by", "withdrawn_at", "withdrawn_by"),
            models.UniqueConstraint(fields=["participation"], condition=Q(withdrawn_at=None), name="territory_consent_once"),
        ]  # fmt: skip

    def __str__(self):
        return str(self.participation)
