from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.supervision.enums import LessonState, Reach
from fabrique.accompaniment.supervision.models.circles import Case, Circle
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.permissions import ALLIES
from fabrique.ground.people.enums import Role

PERSON = settings.AUTH_USER_MODEL
# « the alliance » to whom a lesson may be shared
ALLIANCE = (
    *ALLIES, Role.ASSOCIATION_EMPLOYEE, Role.FUTURE_ALLY, Role.MEDIATOR, Role.TRAINER, Role.CHANTIER_LEAD,
    Role.LEARNING_COMMUNITY_LEAD, Role.COHORT_LEAD, Role.PIVOT_ALLY, Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR,
    Role.PEER_GROUP_FACILITATOR, Role.ACCOMPANYING_ALLY,
)  # fmt: skip


class LessonQuerySet(QuerySet):
    def visible_to(self, person):
        """In its circle; where its territory is asked; and once released, as far as it was let go."""
        return self.filter(
            Q(circle__in=Circle.objects.entered_by(person)) | self.asked_of(person) | self.let_go(person)
        )

    def shared_with(self, person):
        return self.filter(self.let_go(person))

    @staticmethod
    def let_go(person) -> Q:
        far = [Reach.PUBLIC]
        if person.is_authenticated and person.scopes_as(*ALLIANCE):
            far.append(Reach.ALLIANCE)
        return Q(state=LessonState.RELEASED, reach__in=far)

    @staticmethod
    def asked_of(person) -> Q:
        """The referent and the number one of the territory asked read this text, and nothing else of the circle."""
        if not person.is_authenticated:
            return Q(pk=None)
        mine = person.scopes_as(Role.DELEGATION_REFERENT, Role.NUMBER_ONE)
        return Q(place__scope__in=mine, state__in=[LessonState.OFFERED, LessonState.RELEASED])


class Lesson(Versioned):
    """R551, R552. `edition` grows with each change of its words: whoever agreed, agreed to one edition.

    `place` is written when its author asks the territory, and only then.
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="lessons")
    case = models.ForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="lessons")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    title = SealedText()
    text = SealedText()
    edition = models.PositiveSmallIntegerField(default=1)
    reach = models.CharField(max_length=8, choices=Reach, default=Reach.NO)
    state = models.CharField(max_length=8, choices=LessonState, default=LessonState.DRAFT)
    place = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="+")
    # the author's consent
    offered_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at", "-pk"]
        constraints = [
            paired("supervision_lesson_released_at_and_by", "released_at", "released_by"),
            models.CheckConstraint(name="supervision_lesson_stays_in_until_offered", condition=Q(state="draft", reach="no", offered_at=None, place=None, released_at=None) | (~Q(state="draft") & ~Q(reach="no") & Q(offered_at__isnull=False))),
            models.CheckConstraint(name="supervision_lesson_released_with_its_date", condition=Q(state="released", released_at__isnull=False) | (~Q(state="released") & Q(released_at=None))),
        ]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("supervision:lesson", args=[self.circle.code, self.code])


class Word(models.Model):
    """What the territory says of one edition of a lesson; the last one holds, and a date keeps each."""

    KEPT_INSIDE = EVERYTHING
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="words")
    edition = models.PositiveSmallIntegerField()
    agrees = models.BooleanField()
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self):
        return f"{self.lesson}, {self.edition}"


class Judgement(models.Model):
    """A member other than the author says whether somebody could be recognised in one edition."""

    KEPT_INSIDE = EVERYTHING
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="judgements")
    edition = models.PositiveSmallIntegerField()
    identifies = models.BooleanField()
    why = SealedText(blank=True)
    judged_at = models.DateTimeField(default=timezone.now)
    judged_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["judged_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["lesson", "edition", "judged_by"], name="judgement_once_an_edition")]  # fmt: skip

    def __str__(self):
        return f"{self.lesson}, {self.edition}"
