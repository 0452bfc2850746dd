"""A moment of a cohort, and what follows what in it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, Phase
from fabrique.accompaniment.programme.enums import SequenceKind, SessionKind, SessionState
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.enums import Mode, Openness
from fabrique.ground.agenda.models import Event, around
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.referentials.models import Item
from fabrique.ground.territories.models import Territory


class SessionQuerySet(QuerySet):
    def visible_to(self, person):
        """What a visible cohort has announced, the closed ones to its circle; drafts to its leads and the team."""
        visible = self.filter(cohort__in=Cohort.objects.visible_to(person))
        known = ~Q(openness=Openness.CLOSED)
        if not person.is_authenticated:
            return visible.filter(known).exclude(state=SessionState.DRAFT)
        if person.holds(*STAFF):
            return visible
        leads = Q(cohort__scope__in=person.scopes_as(*LEADS))
        return visible.filter(
            leads | (~Q(state=SessionState.DRAFT) & (known | around(person, closed=True, path="cohort__scope")))
        )

    def in_time(self):
        """By date, or by the start of the period when only that is known; the undated last."""
        return self.order_by(Coalesce("date", "period_start").asc(nulls_last=True), "kind", "number", "pk")


class Session(Versioned):
    """A moment of a cohort. Attendance is what the source states; recording is decided for each session (R321)."""

    KEPT_INSIDE = ("link",)

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions")
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, blank=True, related_name="sessions")
    kind = models.CharField(max_length=10, choices=SessionKind)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    # the question it starts from (R335), then what it should stir in those who come (R331)
    question = models.CharField(max_length=200, blank=True)
    intention = models.CharField(max_length=300, blank=True)
    # asked for on the way: why, and by whom (R318)
    added_because = models.CharField(max_length=300, blank=True)
    prepared_by = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=SessionState, default=SessionState.DRAFT)
    date = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    place = models.CharField(max_length=200, blank=True)
    host = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    # what is done if nobody can travel (R324)
    plan_b = models.TextField(blank=True)
    link = models.URLField(blank=True)
    openness = models.CharField(max_length=10, choices=Openness, default=Openness.CIRCLE)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    # its date in the agenda, once it is announced with a day and an hour
    event = models.OneToOneField(Event, models.PROTECT, null=True, blank=True, related_name="session")
    optional = models.BooleanField(default=False)
    attendance_min = models.PositiveSmallIntegerField(null=True, blank=True)
    attendance_max = models.PositiveSmallIntegerField(null=True, blank=True)
    attendance_note = models.CharField(max_length=200, blank=True)
    recorded = models.BooleanField(default=False)
    not_recorded_because = models.CharField(max_length=200, blank=True)
    frame = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="attendance_in_order", condition=Q(attendance_max=None) | Q(attendance_max__gte=F("attendance_min"))),
            models.CheckConstraint(name="period_in_order", condition=Q(period_end=None) | Q(period_end__gte=F("period_start"))),
            models.CheckConstraint(name="scheduled_session_has_a_time", condition=~Q(state="scheduled") | Q(date__isnull=False) | Q(period_start__isnull=False)),
            models.CheckConstraint(name="closed_session_is_not_recorded", condition=~Q(openness="closed") | Q(recorded=False)),
            models.CheckConstraint(name="session_has_a_place_at_least", condition=Q(capacity=None) | Q(capacity__gte=1)),
            models.CheckConstraint(name="session_fits_in_a_day", condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=1440)),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme:session", args=[self.cohort.code, self.code])

    def preparation_address(self):
        return reverse("programme:preparation", args=[self.cohort.code, self.code])

    def kit_address(self):
        return reverse("programme:kit", args=[self.cohort.code, self.code])


class SequenceQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(session__in=Session.objects.visible_to(person))


class Sequence(models.Model):
    """A part of a session, in order (R319); a recording is cut along them (R339)."""

    code = PublicCodeField()
    session = models.ForeignKey(Session, models.CASCADE, related_name="sequences")
    kind = models.CharField(max_length=10, choices=SequenceKind)
    order = models.PositiveSmallIntegerField(default=0)
    # question first: the title says it when nobody asked one
    question = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # contributors are organisations and roles, never persons
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    roles = models.CharField(max_length=200, blank=True)

    objects = SequenceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "title"], name="sequence_once"),
            models.CheckConstraint(name="sequence_fits_in_a_day", condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=1440)),
        ]  # fmt: skip

    def __str__(self):
        return self.title
