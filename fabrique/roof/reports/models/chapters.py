from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, Participation
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.roof.reports.enums import ChapterKind, ChapterState, Owed, ReportState

PERSON = settings.AUTH_USER_MODEL
WORKERS = (*LEADS, Role.EMBEDDED_EVALUATOR)
DELEGATES = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)


class ReportQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(cohort__in=Cohort.objects.visible_to(person))


class Report(Versioned):
    """One a cohort: where its writing stands (R509). What is read by others are its editions."""

    KEPT_INSIDE = ("hoped_on",)

    code = PublicCodeField()
    cohort = models.OneToOneField(Cohort, models.PROTECT, related_name="report")
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.SKELETON)
    # the day the answers of the territories are hoped for: said to them, never a deadline that closes
    hoped_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.cohort)

    def get_absolute_url(self):
        return reverse("reports:workshop", args=[self.cohort.code])


class ChapterQuerySet(QuerySet):
    def visible_to(self, person):
        """In writing: those who lead, the team, the evaluator, who drafts it, and the delegation whose territory it tells."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(
            Q(cohort__scope__in=person.scopes_as(*WORKERS))
            | Q(participation__scope__in=person.scopes_as(*DELEGATES))
            | Q(drafter=person)
        )

    def in_order(self):
        return self.order_by("order", "participation__territory__name", "pk")


class Chapter(Versioned):
    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="report_chapters")
    kind = models.CharField(max_length=14, choices=ChapterKind)
    participation = models.OneToOneField(
        Participation, models.PROTECT, null=True, blank=True, related_name="report_chapter"
    )
    order = models.PositiveSmallIntegerField(default=0)
    drafter = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ChapterState, default=ChapterState.DRAFT)
    # of what the territory agreed to, replied to, or refused: changed since, it is asked again
    fingerprint = models.CharField(max_length=64, blank=True)
    # a chapter taken up from a report that somebody published already names it, and is not asked again
    source = models.CharField(max_length=200, blank=True)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "kind"], condition=~Q(kind="territory"), name="common_chapter_once"
            ),
            models.CheckConstraint(
                name="chapter_of_a_territory_names_it",
                condition=Q(kind="territory", participation__isnull=False)
                | ~Q(kind="territory") & Q(participation=None),
            ),
            models.CheckConstraint(
                name="common_chapter_is_asked_of_nobody",
                condition=Q(kind="territory") | Q(state__in=["draft", "ready"]),
            ),
            models.CheckConstraint(
                name="territory_is_not_ready_without_its_word",
                condition=~Q(kind="territory") | ~Q(state="ready") | ~Q(source=""),
            ),
        ]

    def __str__(self):
        return self.participation.territory.name if self.participation else str(self.get_kind_display())

    def get_absolute_url(self):
        return self.address("chapter")

    def address(self, view: str, *codes: str) -> str:
        return reverse(f"reports:{view}", args=[self.cohort.code, self.code, *codes])

    @property
    def is_told(self) -> bool:
        """Told by a territory, and so read again by it."""
        return self.kind == ChapterKind.TERRITORY


class AskedQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(chapter__in=Chapter.objects.visible_to(person))


class Decision(models.Model):
    """R508: what a territory said of its chapter, of which text, under which hat. A line of a log: it stays."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=10, choices=ChapterState)
    words = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    decided_as = models.CharField(max_length=40, choices=Role, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="decision_is_an_answer", condition=Q(state__in=["validated", "changes", "replied", "refused"])),
            models.CheckConstraint(name="decision_with_words_has_them", condition=~Q(state__in=["changes", "replied"]) | ~Q(words="")),
        ]  # fmt: skip

    def __str__(self):
        return self.get_state_display()


class Reminder(models.Model):
    """Somebody was gently asked for what a chapter lacks: never the same thing twice in a week."""

    KEPT_INSIDE = EVERYTHING

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="reminders")
    owed = models.CharField(max_length=12, choices=Owed)
    week = models.CharField(max_length=8)
    told = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["chapter", "owed", "week"], name="reminder_once_a_week")]

    def __str__(self):
        return f"{self.get_owed_display()}, {self.week}"
