"""What the evaluator writes and signs (R488 to R490): dated versions made of chapters, and what others answer to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import STAFF, Cohort, cohorts_as
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.evaluation.enums import AnswerKind, AnswerOf, PaperKind, PaperState
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role

GIVEN = (PaperState.ISSUED, PaperState.PUBLIC)


class DatedVersionQuerySet(QuerySet):
    def visible_to(self, person):
        """Drafts for the evaluator alone; given ones for those who make or lead the path; open ones for all."""
        seen = self.filter(paper__cohort__in=Cohort.objects.visible_to(person))
        public = Q(state=PaperState.PUBLIC)
        if not person.is_authenticated:
            return seen.filter(public)
        own = Q(paper__cohort__scope__in=person.scopes_as(Role.EMBEDDED_EVALUATOR))
        if person.holds(*STAFF):
            return seen.filter(own | Q(state__in=GIVEN))
        return seen.filter(own | public | Q(state__in=GIVEN, paper__cohort__scope__in=cohorts_as(person, *READ_DELEGATION)))  # fmt: skip

    def given(self):
        return self.filter(state__in=GIVEN)


class PaperQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(pk__in=DatedVersion.objects.visible_to(person).values("paper"))


class Paper(models.Model):
    """A document of the evaluator: a report, its annexes, a note on the way."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="evaluation_papers")
    kind = models.CharField(max_length=10, choices=PaperKind)
    title = models.CharField(max_length=200)
    annex_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="annexes")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "title"], name="evaluation_paper_once"),
            models.CheckConstraint(name="paper_is_not_its_own_annex", condition=Q(annex_of=None) | ~Q(annex_of=models.F("pk"))),
        ]  # fmt: skip

    def __str__(self):
        return self.title


class DatedVersion(Versioned):
    code = PublicCodeField()
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.DRAFT)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="dated_version_once"),
            models.UniqueConstraint(fields=["paper"], condition=Q(state="draft"), name="one_draft_of_a_paper"),
            paired("dated_version_issued_at_and_by", "issued_at", "issued_by"),
            models.CheckConstraint(name="dated_version_given_says_when", condition=Q(state="draft", issued_at=None) | ~Q(state="draft") & Q(issued_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.paper}, {self.number}"


class ChapterQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(dated__in=DatedVersion.objects.visible_to(person))


class Chapter(Versioned):
    code = PublicCodeField()
    dated = models.ForeignKey(DatedVersion, models.CASCADE, related_name="chapters")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["dated", "title"], name="chapter_once")]

    def __str__(self):
        return self.title


class PaperAnswerQuerySet(QuerySet):
    def visible_to(self, person):
        """A right of reply goes wherever the document goes; a comment stays in the cohort."""
        seen = self.filter(dated__in=DatedVersion.objects.visible_to(person))
        replies = Q(kind=AnswerKind.REPLY)
        if not person.is_authenticated:
            return seen.filter(replies)
        if person.holds(*STAFF):
            return seen
        return seen.filter(replies | Q(dated__paper__cohort__scope__in=cohorts_as(person, *READ_DELEGATION)))


class PaperAnswer(models.Model):
    """A comment or a right of reply: signed, dated, never edited; the document it answers does not change."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    dated = models.ForeignKey(DatedVersion, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=8, choices=AnswerKind)
    of = models.CharField(max_length=12, choices=AnswerOf)
    signed = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PaperAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(name="paper_answer_says_something", condition=~Q(text="")),
            models.UniqueConstraint(fields=["dated", "signed"], condition=Q(kind="reply"), name="one_reply_each"),
        ]

    def __str__(self):
        return f"{self.signed}, {self.dated}"
