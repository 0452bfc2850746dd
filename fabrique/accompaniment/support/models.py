from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, Cohort, OfCohortQuerySet, Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.support.enums import Addressee, AlertState, Ear, NoteKind, QuestionState, SlotState, Tag
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role

TERRITORY = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)
# the people of a cohort: what is said among them stays there
CIRCLE = (*TERRITORY, Role.ACCOMPANYING_ALLY, *LEADS)


def circles(person) -> set[int]:
    """Row numbers of the scopes of the cohorts where this person makes the path."""
    held = [grant.scope for grant in person.grants if grant.role in CIRCLE]
    return {scope.pk for scope in held} | {scope.parent_id for scope in held if scope.parent_id}


class QuestionQuerySet(QuerySet):
    def visible_to(self, person):
        """Its author and whom it is addressed to; nobody else, administrators included (A50)."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(asked_by=person) | self.addressed_to(person))

    @staticmethod
    def addressed_to(person) -> Q:
        team = (
            Q()
            if person.holds(Role.ASSOCIATION_EMPLOYEE)
            else Q(participation__cohort__scope__in=person.scopes_as(*LEADS))
        )
        return (
            Q(addressed_to=Addressee.ASSOCIATION) & team
            | Q(addressed_to=Addressee.ALLY, participation__scope__in=person.scopes_as(Role.ACCOMPANYING_ALLY))
            | Q(addressed_to=Addressee.PEERS, participation__cohort__scope__in=circles(person))
        )  # fmt: skip

    def waiting(self):
        return self.filter(state__in=[QuestionState.ASKED, QuestionState.TAKEN])


class Question(Versioned):
    """R556. `answer_by` is the third working day after it was asked; `owner` is who answers for the answer."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="questions")
    addressed_to = models.CharField(max_length=12, choices=Addressee)
    title = SealedText()
    text = SealedText()
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer_by = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.CheckConstraint(name="taken_question_has_an_owner", condition=~Q(state="taken") | Q(owner__isnull=False))]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("support:question", args=[self.participation.cohort.code, self.code])

    @property
    def is_late(self) -> bool:
        return self.state in (QuestionState.ASKED, QuestionState.TAKEN) and self.answer_by < timezone.localdate()


class Answer(models.Model):
    """One word in the history of a question, whoever says it. Never edited."""

    code = PublicCodeField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = SealedText()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.question}, {self.written_at:%Y-%m-%d}"


class SlotQuerySet(QuerySet):
    def visible_to(self, person):
        """Free ones for the people of the cohort; a booked one for the two who meet, and nobody else."""
        if not person.is_authenticated:
            return self.none()
        free = Q(state=SlotState.OFFERED, cohort__scope__in=circles(person))
        return self.filter(free | Q(offered_by=person) | Q(booked_by=person))


class Slot(Versioned):
    """R556: `minutes` of somebody's time for one person, elected or agent."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=SlotState, default=SlotState.OFFERED)
    subject = SealedText(blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(null=True, blank=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            paired("slot_booked_at_and_by", "booked_at", "booked_by"),
            models.UniqueConstraint(fields=["offered_by", "starts_at"], condition=~Q(state="cancelled"), name="slot_once"),
            models.CheckConstraint(name="booked_slot_has_somebody", condition=~Q(state__in=["booked", "held"]) | Q(booked_by__isnull=False)),
            models.CheckConstraint(name="free_slot_has_nobody", condition=~Q(state="offered") | Q(booked_by=None, subject="")),
            models.CheckConstraint(name="slot_is_an_hour_or_two", condition=Q(minutes__gte=10, minutes__lte=180)),
        ]  # fmt: skip

    def __str__(self):
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"


class GroundRules(Versioned):
    """R560: how one speaks in this cohort, one rule a line."""

    code = PublicCodeField()
    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="ground_rules")
    text = models.TextField()

    objects = OfCohortQuerySet.as_manager()

    def __str__(self):
        return str(self.cohort)


class AlertQuerySet(QuerySet):
    def visible_to(self, person):
        """Its author, if named, and the ear it chose."""
        if not person.is_authenticated:
            return self.none()
        heard = Q(ear=Ear.LEAD, cohort__scope__in=person.scopes_as(*LEADS))
        if person.holds(Role.ASSOCIATION_EMPLOYEE):
            heard |= Q(ear=Ear.ASSOCIATION)
        return self.filter(heard | Q(raised_by=person))

    def open(self):
        return self.exclude(state=AlertState.CLOSED)


class Alert(Versioned):
    """R560: a violence said in safety. Without `raised_by`, nobody can ever know who spoke: the journal neither."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="alerts")
    ear = models.CharField(max_length=12, choices=Ear)
    text = SealedText()
    wish = SealedText(blank=True)
    state = models.CharField(max_length=10, choices=AlertState, default=AlertState.RAISED)
    raised_on = models.DateField(default=timezone.localdate)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = SealedText(blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [models.CheckConstraint(name="closed_alert_says_what_was_done", condition=~Q(state="closed") | ~Q(outcome=""))]  # fmt: skip

    def __str__(self):
        return self.code


class ThreadQuerySet(QuerySet):
    def visible_to(self, person):
        """Said among the people of the cohort, and kept there (R438)."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(project__participation__cohort__scope__in=circles(person))


class Thread(models.Model):
    """A word about a pilot project in the permanent forum. `settled` once somebody says that it found its answer."""

    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="threads")
    tag = models.CharField(max_length=12, choices=Tag)
    title = models.CharField(max_length=200)
    text = models.TextField()
    settled = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["settled", "-begun_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("support:thread", args=[self.project.participation.cohort.code, self.code])


class Reply(models.Model):
    code = PublicCodeField()
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="replies")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.thread}, {self.written_at:%Y-%m-%d}"


class ForumNoteQuerySet(QuerySet):
    def visible_to(self, person):
        """As the threads: said among the people of the cohort, and kept there."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(session__cohort__scope__in=circles(person))


class ForumNote(models.Model):
    """What came out of a forum (R437); nobody signs it. A question left open goes on in a thread or in the hotline (R439)."""

    code = PublicCodeField()
    session = models.ForeignKey(Session, models.CASCADE, related_name="forum_notes")
    kind = models.CharField(max_length=8, choices=NoteKind)
    text = models.CharField(max_length=400)
    project = models.ForeignKey(PilotProject, models.PROTECT, null=True, blank=True, related_name="forum_notes")
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, blank=True, related_name="forum_note")
    question = models.OneToOneField(Question, models.PROTECT, null=True, blank=True, related_name="forum_note")

    objects = ForumNoteQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "kind", "text"], name="forum_note_once"),
            models.CheckConstraint(name="open_question_goes_on_once", condition=Q(thread=None) | Q(question=None)),
            models.CheckConstraint(name="only_open_questions_go_on", condition=Q(kind="open") | Q(thread=None, question=None)),
        ]  # fmt: skip

    def __str__(self):
        return self.text
