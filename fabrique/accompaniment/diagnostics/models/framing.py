from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Participation
from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.models.grids import Grid
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Scope, inside

PERSON = settings.AUTH_USER_MODEL
# those of the territory who know that a diagnostic goes on, and how far it is; never what is said in it
NEIGHBOURS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)
LONGEST_KEEPING = 90


class DiagnosticQuerySet(QuerySet):
    def visible_to(self, person):
        """That it exists and where it stands: its team, who leads the cohort, the association, the delegation."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        team = person.scopes_as(Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR, *LEADS)
        near = person.scopes_as(*NEIGHBOURS)
        return self.filter(inside(team) | Q(participation__scope__in=near | team))

    def listened_by(self, person):
        """Whose team the person is in today, and which are not archived."""
        mine = self.filter(members__person=person, members__left_on=None) if person.is_authenticated else self.none()
        return mine.exclude(state=DiagnosticState.ARCHIVED)


class Diagnostic(Versioned):
    """The diagnostic of one territory. Its scope is where its team's roles hold, inside the cohort's."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="diagnostics")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="diagnostic")
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=16, choices=DiagnosticState, default=DiagnosticState.TO_FRAME)
    planned_count = models.PositiveSmallIntegerField(default=20)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # from the first interview to the restitution (R373)
    target_days = models.PositiveSmallIntegerField(default=56)
    # of raw notes and contacts after the restitution (R370, reliability's header)
    keeping_days = models.PositiveSmallIntegerField(default=LONGEST_KEEPING)
    # of the people to meet, whatever their category (R354)
    opposed_count = models.PositiveSmallIntegerField(default=2)
    unusual_count = models.PositiveSmallIntegerField(default=5)
    # its space in the vault, made by the first of the team who opens it; empty before, and once destroyed
    space = models.SlugField(max_length=60, blank=True)
    # somebody who had its key left: another holder changes it
    key_to_change = models.BooleanField(default=False)
    begun_on = models.DateField(null=True, blank=True)
    # the meeting to which everybody heard is invited, as announced to them
    restitution_at = models.DateTimeField(null=True, blank=True)
    restitution_where = models.CharField(max_length=200, blank=True)
    restituted_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = DiagnosticQuerySet.as_manager()

    class Meta:
        ordering = ["participation__territory__name", "pk"]
        constraints = [
            models.CheckConstraint(name="diagnostic_dates_in_order", condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="diagnostic_keeps_notes_ninety_days_at_most", condition=Q(keeping_days__lte=LONGEST_KEEPING)),
            models.CheckConstraint(name="restitution_meeting_has_its_place", condition=Q(restitution_at=None) | ~Q(restitution_where="")),
            models.UniqueConstraint(fields=["participation"], condition=~Q(state=DiagnosticState.ARCHIVED), name="one_diagnostic_at_a_time"),
            models.CheckConstraint(name="archived_diagnostic_has_no_space", condition=~Q(state=DiagnosticState.ARCHIVED) | Q(space="", erased_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return str(self.participation)

    def get_absolute_url(self):
        return reverse("diagnostics:diagnostic", args=[self.code])

    @property
    def cohort(self):
        return self.participation.cohort

    @property
    def elapsed_days(self):
        """From the first interview to the restitution, or to today; None before (R373)."""
        return self.begun_on and ((self.restituted_on or timezone.localdate()) - self.begun_on).days

    @property
    def is_late(self) -> bool:
        return self.elapsed_days is not None and self.elapsed_days > self.target_days

    @property
    def erase_after(self):
        """The last day when its notes may exist; None before the restitution."""
        return self.restituted_on and self.restituted_on + timedelta(days=self.keeping_days)


class OfDiagnosticQuerySet(QuerySet):
    """What belongs to a diagnostic is found by whoever finds it; the rule of the view says who opens it."""

    def visible_to(self, person):
        return self.filter(diagnostic__in=Diagnostic.objects.visible_to(person))
