from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import STAFF, days
from fabrique.accompaniment.missions.enums import COUNTED, DayKind, DayState
from fabrique.accompaniment.missions.models.needs import ON_COHORT, around
from fabrique.accompaniment.missions.models.work import Engagement
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.ground.people.enums import Role

PERSON = settings.AUTH_USER_MODEL
# a whole day; what is given beyond, unpaid, stops at twelve hours in all
MOST_PAID, MOST = 4, 6


class DayQuerySet(QuerySet):
    def visible_to(self, person):
        """The association, who leads or evaluates, the referent, the number one, and the ally's own; others: totals (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        readers = (*ON_COHORT, Role.DELEGATION_REFERENT, Role.NUMBER_ONE)
        near = around(person, readers, "engagement__mission__participation__")
        return self.filter(near | Q(engagement__in=Engagement.objects.of(person)))

    def standing(self):
        return self.filter(state__in=COUNTED)

    def to_confirm(self):
        return self.filter(state=DayState.DECLARED)


class Day(models.Model):
    """R448: what an ally did on one day. What it weighs is written in the ledger under keys made of its code.

    Its facts never change: a state answers them, and a correction is a counter-entry.
    """

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="days")
    date = models.DateField()
    quarters = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=DayKind)
    # R449: given beyond what is paid, told so that the real cost is seen
    paid = models.BooleanField(default=True)
    what = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=DayState, default=DayState.DECLARED)
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = DayQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "date", "kind", "paid"], condition=Q(state__in=["declared", "confirmed"]), name="day_declared_once"),
            models.CheckConstraint(name="day_is_a_day_at_most", condition=Q(quarters__gte=1, quarters__lte=4)),
            models.CheckConstraint(name="day_says_what_was_done", condition=~Q(what="")),
            models.CheckConstraint(name="day_taken_back_says_why", condition=~Q(state__in=["refused", "corrected"]) | ~Q(reason="")),
            paired("day_answered_at_and_by", "answered_at", "answered_by"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.date:%Y-%m-%d}, {self.length}"

    @property
    def length(self) -> str:
        return days(self.quarters)

    @property
    def counted(self) -> bool:
        """Against the days of the territory: paid, and not on the way there unless the mission says so (Q32)."""
        return self.paid and (self.kind != DayKind.TRAVEL or self.engagement.mission.travel_counted)
