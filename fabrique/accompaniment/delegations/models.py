from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import STAFF, Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.delegations.enums import Answer, Compensation, Rank
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import inside
from fabrique.ground.referentials.models import Item


class OfDelegationQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who live or lead the path with this delegation (A50); the institution and the funder have counts."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(inside(person.scopes_as(*READ_DELEGATION), "participation__scope"))


class SeatQuerySet(OfDelegationQuerySet):
    def active(self):
        return self.filter(left_on=None)

    def in_reading_order(self):
        """By category as the referential orders them, holders first."""
        return self.order_by("category__order", "rank", "starts_on", "pk")


class Seat(Versioned):
    """One person in a delegation, with the hat worn there (R025, R302). Never removed: left, with a reason (R307)."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="seats")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    sub_type = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    rank = models.CharField(max_length=12, choices=Rank, default=Rank.HOLDER)
    substitute_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="substitutes")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    # an account when there is one; until then a name is enough
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=160, blank=True)
    title = models.CharField(max_length=160, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    leaving_reason = models.CharField(max_length=300, blank=True)
    handover = models.TextField(blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "rank", "pk"]
        constraints = [
            models.CheckConstraint(name="seat_left_says_why", condition=Q(left_on=None) | ~Q(leaving_reason="")),
            models.CheckConstraint(name="seat_dates_in_order", condition=Q(left_on=None) | Q(starts_on=None) | Q(left_on__gte=F("starts_on"))),
            models.CheckConstraint(name="holder_substitutes_nobody", condition=Q(rank="substitute") | Q(substitute_of=None)),
            models.CheckConstraint(name="seat_names_somebody", condition=Q(person__isnull=False) | ~Q(name="")),
        ]  # fmt: skip

    def __str__(self):
        return self.who

    @property
    def who(self) -> str:
        return self.name or str(self.person)


class CategoryNeed(models.Model):
    """How many holders of a category a cohort asks for; one, without a row (R304)."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="category_needs")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    minimum = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "category"], name="category_need_once"),
            models.CheckConstraint(name="category_need_is_a_few", condition=Q(minimum__lte=20)),
        ]

    def __str__(self):
        return f"{self.category} : {self.minimum}"


class Executive(Versioned):
    """The number one of the executive and how to reach it: its secretariat, its relays, the last time it was met."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="executive")
    number_one_name = models.CharField(max_length=160, blank=True)
    number_one_quality = models.CharField(max_length=160, blank=True)
    secretariat_name = models.CharField(max_length=160, blank=True)
    secretariat_email = models.EmailField(blank=True)
    secretariat_phone = models.CharField(max_length=30, blank=True)
    relays = models.TextField(blank=True)
    last_met_on = models.DateField(null=True, blank=True)
    last_met_note = models.CharField(max_length=300, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    def __str__(self):
        return self.number_one_name or str(self.participation)


class StateInvitation(Versioned):
    """Who in the State services was invited, when, and what they answered (R309)."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="state_invitations")
    service = models.CharField(max_length=160)
    who = models.CharField(max_length=160, blank=True)
    invited_on = models.DateField()
    invited_through = models.CharField(max_length=160, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="state_answer_with_its_date",
                condition=Q(answer="waiting", answered_on=None) | (~Q(answer="waiting") & Q(answered_on__isnull=False)),
            )
        ]

    def __str__(self):
        return self.service


class AssistanceQuerySet(OfDelegationQuerySet):
    def active(self):
        return self.filter(ended_at=None)


class Assistance(models.Model):
    """R305: the referent lends the right to compose the delegation to somebody of it, until one click ends it."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="assistances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            paired("assistance_ended_at_and_by", "ended_at", "ended_by"),
            models.UniqueConstraint(fields=["participation"], condition=Q(ended_at=None), name="one_assistant_at_a_time"),
            models.CheckConstraint(name="nobody_assists_oneself", condition=~Q(person=F("given_by"))),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.participation}, {self.person}"


class EconomicPlace(Versioned):
    """R308, D15: what was done so that socio-economic actors can come, and what was asked for their time."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="economic_place")
    adapted_hours = models.TextField(blank=True)
    compensation = models.CharField(max_length=8, choices=Compensation, default=Compensation.NONE)
    compensation_note = models.CharField(max_length=300, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    def __str__(self):
        return str(self.participation)


class LightMode(Versioned):
    """R010, D41: the territory follows the essential only, and who of the intermunicipality may stand in for it."""

    participation = models.OneToOneField(Participation, models.CASCADE, related_name="light_mode")
    relay = models.CharField(max_length=160, blank=True)
    relay_for = models.TextField(blank=True)
    relay_reached = models.CharField(max_length=160, blank=True)
    chosen_at = models.DateTimeField(default=timezone.now)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfDelegationQuerySet.as_manager()

    def __str__(self):
        return str(self.participation)
