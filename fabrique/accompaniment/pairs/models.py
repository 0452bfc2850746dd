from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pairs.enums import LIVE, Hat, PairState, PointState
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned

PERSON = settings.AUTH_USER_MODEL


class PairQuerySet(QuerySet):
    def visible_to(self, person):
        """The two, whatever other roles exist: neither who leads the cohort nor who administers (R565)."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(elected=person) | Q(agent=person))

    def live(self):
        return self.filter(state__in=LIVE)


class Pair(Versioned):
    """An elected person and an agent of one delegation. Both say yes; it ends with a date, and can then only be read."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="pairs")
    elected = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    agent = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    about = SealedText(blank=True)
    state = models.CharField(max_length=10, choices=PairState, default=PairState.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    begun_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = SealedText(blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="elected_agent_pair_is_of_two", condition=~Q(elected=F("agent"))),
            models.CheckConstraint(name="elected_agent_pair_is_proposed_by_one_of_the_two", condition=Q(proposed_by=F("elected")) | Q(proposed_by=F("agent"))),
            models.CheckConstraint(name="elected_agent_pair_begins_with_a_date", condition=~Q(state__in=["active", "ended"]) | Q(begun_on__isnull=False)),
            models.CheckConstraint(name="elected_agent_pair_ends_with_a_date", condition=Q(state="ended", ended_on__isnull=False) | (~Q(state="ended") & Q(ended_on=None))),
            models.CheckConstraint(name="elected_agent_pair_dates_in_order", condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on"))),
            models.UniqueConstraint(fields=["participation", "elected", "agent"], condition=Q(state__in=["proposed", "active"]), name="elected_agent_pair_once"),
        ]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("pairs:pair", args=[self.code])

    def other(self, person):
        return self.agent if person.pk == self.elected_id else self.elected

    def hat_of(self, person) -> Hat:
        return Hat.ELECTED if person.pk == self.elected_id else Hat.AGENT


class OfPairQuerySet(QuerySet):
    """What a pair writes is read by the pair."""

    def visible_to(self, person):
        return self.filter(pair__in=Pair.objects.visible_to(person))


class Side(Versioned):
    """R565, D35: what one of the two expects of the other, brings, and when one may be disturbed."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="sides")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    expects = SealedText(blank=True)
    brings = SealedText(blank=True)
    contact = SealedText(blank=True)

    objects = OfPairQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pair", "person"], name="side_once")]

    def __str__(self):
        return f"{self.pair}, {self.pk}"


class Mandate(models.Model):
    """What one entrusts to the other, how far, and since when. Never rewritten: ended, and another one given."""

    code = PublicCodeField()
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="mandates")
    what = SealedText()
    limits = SealedText(blank=True)
    given_on = models.DateField(default=timezone.localdate)
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects = OfPairQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [models.CheckConstraint(name="mandate_dates_in_order", condition=Q(ended_on=None) | Q(ended_on__gte=F("given_on")))]  # fmt: skip

    def __str__(self):
        return self.code


class Point(Versioned):
    """Opened by one, decided by the other, dated, kept."""

    code = PublicCodeField()
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="points")
    question = SealedText()
    wanted_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=PointState, default=PointState.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    decision = SealedText(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfPairQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            paired("point_decided_at_and_by", "decided_at", "decided_by"),
            models.CheckConstraint(name="point_is_decided_by_the_other", condition=Q(decided_by=None) | ~Q(decided_by=F("opened_by"))),
            models.CheckConstraint(name="decided_point_says_what", condition=Q(state="decided", decided_by__isnull=False) & ~Q(decision="") | (~Q(state="decided") & Q(decided_by=None, decision=""))),
        ]  # fmt: skip

    def __str__(self):
        return self.code


class Definition(models.Model):
    """A word that both say and may hear otherwise: « transition » (D54)."""

    code = PublicCodeField()
    pair = models.ForeignKey(Pair, models.CASCADE, related_name="definitions")
    word = SealedText()
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfPairQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]

    def __str__(self):
        return self.code


class Statement(Versioned):
    """What the word means to one of the two. The other reads it once they have written theirs."""

    definition = models.ForeignKey(Definition, models.CASCADE, related_name="statements")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = SealedText()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["definition", "person"], name="statement_once")]

    def __str__(self):
        return f"{self.definition}, {self.pk}"


class CommonTextQuerySet(QuerySet):
    def agreed(self):
        return self.exclude(agreed_at=None)


class CommonText(models.Model):
    """A common text proposed by one and agreed by the other; those of before stay, numbered (D54)."""

    definition = models.ForeignKey(Definition, models.CASCADE, related_name="common_texts")
    number = models.PositiveSmallIntegerField()
    text = SealedText()
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CommonTextQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="common_text_once"),
            paired("common_text_agreed_at_and_by", "agreed_at", "agreed_by"),
            models.CheckConstraint(name="common_text_is_agreed_by_the_other", condition=Q(agreed_by=None) | ~Q(agreed_by=F("proposed_by"))),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.definition}, {self.number}"
