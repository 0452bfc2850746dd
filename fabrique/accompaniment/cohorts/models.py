from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from fabrique.accompaniment.cohorts.enums import CohortScope, CohortState, PartnerRole
from fabrique.accompaniment.devices.models import Device
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.enums import Clock
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Scope
from fabrique.ground.territories.models import Territory

LEADS = (Role.COHORT_LEAD, Role.PIVOT_ALLY)
STAFF = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)


def cohorts_as(person, *roles: Role) -> set[int]:
    """Row numbers of the scopes where one of these roles is held, and of those that hold them: a cohort's among them."""
    held = [grant.scope for grant in person.grants if grant.role in roles]
    return {pk for scope in held for pk in (scope.pk, scope.parent_id) if pk}


class CohortQuerySet(QuerySet):
    def visible_to(self, person):
        """Public once its call is open; in design, seen by its leads and the association's team."""
        if not person.is_authenticated:
            return self.exclude(state=CohortState.DESIGN)
        if person.holds(*STAFF):
            return self
        return self.filter(~Q(state=CohortState.DESIGN) | Q(scope__in=person.scopes_as(*LEADS)))

    def detailed(self):
        """Those that live here, not only counted among the others."""
        return self.filter(figures_only=False)


class Cohort(Versioned):
    """What differed between cohorts is a field here, never a constant in code (R013)."""

    code = PublicCodeField()
    name = models.CharField(max_length=160)
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, related_name="cohorts")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="cohort")
    reach = models.CharField(max_length=12, choices=CohortScope, default=CohortScope.REGIONAL)
    # the clocks of its territories: the hours of its sessions are theirs
    clock = models.CharField(max_length=20, choices=Clock, default=Clock.PARIS)
    season = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=CohortState, default=CohortState.DESIGN)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=60, blank=True)
    summary = models.TextField(blank=True)
    presentation = models.TextField(blank=True)
    objectives = models.TextField(blank=True)
    prerequisites = models.TextField(blank=True)
    institutions = models.CharField(max_length=300, blank=True)
    support_quarter_days = models.PositiveSmallIntegerField(null=True, blank=True)
    interviews_target = models.PositiveSmallIntegerField(null=True, blank=True)
    delegation_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    territories_stated = models.PositiveSmallIntegerField(null=True, blank=True)
    figures_only = models.BooleanField(default=False)
    fictional = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                name="cohort_dates_in_order",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("workspace:cohort", args=[self.code])


class ParticipationQuerySet(QuerySet):
    def visible_to(self, person):
        from_cohorts = Cohort.objects.visible_to(person)
        return self.filter(cohort__in=from_cohorts)

    def current(self):
        return self.filter(left_on=None)


class Participation(models.Model):
    """A territory in a cohort. Its scope is where its delegation's roles hold, inside the cohort's."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="participations")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="participations")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="participation")
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    leaving_reason = models.CharField(max_length=300, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["territory__name"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "territory"], name="participation_once"),
            models.CheckConstraint(name="leaving_says_why", condition=Q(left_on=None) | ~Q(leaving_reason="")),
            models.CheckConstraint(name="participation_dates_in_order", condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on"))),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.territory}, {self.cohort}"

    def get_absolute_url(self):
        return reverse("workspace:territory", args=[self.territory.code])


class OfCohortQuerySet(QuerySet):
    """What a cohort is made of is seen by whoever sees the cohort."""

    def visible_to(self, person):
        return self.filter(cohort__in=Cohort.objects.visible_to(person))


class Partner(Versioned):
    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    role = models.CharField(max_length=16, choices=PartnerRole)
    what = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "organisation", "role"], name="partner_once")]

    def __str__(self):
        return f"{self.organisation}, {self.get_role_display()}"


def days(quarters: int) -> str:
    """« 7,75 »: no more decimals than quarters need."""
    return number_format(f"{quarters / 4:g}")


def days_said(quarters: int) -> str:
    """« 1,25 jour », « 2 jours »; English says « 1.25 days »."""
    # French counts as one what is under two, English only one
    whole = quarters // 4 if quarters >= 8 else int(quarters == 4)
    return ngettext("%(days)s jour", "%(days)s jours", whole) % {"days": days(quarters)}


class LeverAnswer(Versioned):
    """What a cohort does of one lever to strengthen, or why it leaves it aside (R574)."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="lever_answers")
    lever = models.CharField(max_length=12)
    left_aside = models.BooleanField(default=False)
    text = models.CharField(max_length=300)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "lever"], name="lever_answered_once"),
            models.CheckConstraint(name="lever_answer_says_something", condition=~Q(text="")),
        ]

    def __str__(self):
        return self.text


class Load(Versioned):
    """What coordinating a cohort took from an organisation, as it says: days paid, and days nobody counts (R449, R576)."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="loads")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="loads")
    period = models.CharField(max_length=60)
    paid_quarter_days = models.PositiveSmallIntegerField(default=0)
    unpaid_quarter_days = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "organisation", "period"], name="load_once"),
            models.CheckConstraint(name="load_is_some_time", condition=Q(paid_quarter_days__gt=0) | Q(unpaid_quarter_days__gt=0)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.organisation}, {self.period}"

    @property
    def paid(self) -> str:
        return days(self.paid_quarter_days)

    @property
    def unpaid(self) -> str:
        return days(self.unpaid_quarter_days)


class Phase(Versioned):
    """A module of the path. No phase opens or closes another (R007); dates are optional."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=160)
    question = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    added_because = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="phase_once"),
            models.CheckConstraint(name="phase_dates_in_order", condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on"))),
        ]  # fmt: skip

    def __str__(self):
        return self.title


class Step(models.Model):
    """A step of the recruitment funnel, counted by a source (R286)."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=160)
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.label} : {self.value}"


class Ambition(Versioned):
    """What was hoped and what came, with a comment (R572). What came is written when it is known."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="ambitions")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=160)
    intended = models.CharField(max_length=120)
    achieved = models.CharField(max_length=120, blank=True)
    comment = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "label"], name="ambition_once")]

    def __str__(self):
        return self.label
