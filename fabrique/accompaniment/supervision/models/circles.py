from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, cohorts_as
from fabrique.accompaniment.supervision.enums import CaseState, MemberState
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Scope

PERSON = settings.AUTH_USER_MODEL
# who may live an accompaniment, and so bring a case (R375, R550); not those who lead the cohort (A50)
ELIGIBLE = (
    Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR, Role.ACCOMPANYING_ALLY, Role.PEER_GROUP_FACILITATOR,
    Role.ALLY_PERSON, Role.ALLY_REPRESENTATIVE, Role.QUALIFIED_ALLY,
)  # fmt: skip


class CircleQuerySet(QuerySet):
    def visible_to(self, person):
        """That it exists: those who may join it and the association's team. What is said in it is `entered_by`."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(Role.ASSOCIATION_EMPLOYEE):
            return self
        found = Q(cohort__scope__in=cohorts_as(person, *ELIGIBLE))
        if person.scopes_as(*ELIGIBLE):
            found |= Q(cohort=None) | Q(pk__in=memberships(person))
        return self.filter(found)

    def entered_by(self, person):
        """Its members, its animator, and who supervises the diagnostics of its cohort (A50). No other role does.

        A member who accompanies nobody any more, an animator who left the association, enter no more.
        """
        if not person.is_authenticated:
            return self.none()
        inside = Q(cohort__scope__in=cohorts_as(person, Role.DIAGNOSIS_SUPERVISOR))
        if person.scopes_as(*ELIGIBLE):
            inside |= Q(pk__in=memberships(person))
        if person.holds(Role.ASSOCIATION_EMPLOYEE):
            inside |= Q(animator=person)
        return self.filter(inside)


def memberships(person):
    return Member.objects.filter(person=person, state=MemberState.IN).values("circle")


class Circle(Versioned):
    """Volunteers, with somebody of the association to animate it (R550); of a cohort, or of the whole alliance.

    Its scope is its place in the agenda.
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    name = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, blank=True, related_name="supervision_circles")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="supervision_circle")
    animator = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="supervision_circle_dates_in_order", condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")))
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("supervision:circle", args=[self.code])


class OfCircleQuerySet(QuerySet):
    """What is said in a circle is read by those who enter it."""

    def visible_to(self, person):
        return self.filter(circle__in=Circle.objects.entered_by(person))


class Member(Versioned):
    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="members")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=MemberState, default=MemberState.ASKED)
    asked_on = models.DateField(default=timezone.localdate)

    objects = OfCircleQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="member_of_a_circle_once")]

    def __str__(self):
        return str(self.person)


class Case(Versioned):
    """A situation, told without naming anybody. `place` is the territory's code, sealed; members see it if `shows_place`."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="cases")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    title = SealedText(blank=True)
    text = SealedText(blank=True)
    question = SealedText(blank=True)
    place = SealedText(blank=True)
    shows_place = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    written_at = models.DateTimeField(default=timezone.now)

    objects = OfCircleQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="withdrawn_case_has_no_word", condition=Q(state="withdrawn", title="", text="", question="", place="") | (~Q(state="withdrawn") & ~Q(title="") & ~Q(text="")))
        ]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("supervision:case", args=[self.circle.code, self.code])


class ReplyQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(case__in=Case.objects.visible_to(person))


class Reply(models.Model):
    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    case = models.ForeignKey(Case, models.CASCADE, related_name="replies")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = SealedText()
    said_at = models.DateTimeField(default=timezone.now)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self):
        return self.code


class Meeting(models.Model):
    """A session of the circle: a closed date of the agenda, and the cases brought to it."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="meetings")
    event = models.OneToOneField(Event, models.PROTECT, related_name="supervision_meeting")
    cases = models.ManyToManyField(Case, blank=True, related_name="meetings")

    objects = OfCircleQuerySet.as_manager()

    class Meta:
        ordering = ["-event__starts_at", "-pk"]

    def __str__(self):
        return self.code
