from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, cohorts_as
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers.models import TERRITORY
from fabrique.accompaniment.peers.models.words import Written
from fabrique.accompaniment.questions.enums import QuestionState, Says, SheetState
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import Category


def categories_of(person) -> set[str]:
    """Those of the seats one holds today, wherever; a number one is among the elected. One query."""
    if not person.is_authenticated:
        return set()
    seats = Seat.objects.active().filter(person=person, participation__left_on=None)
    seats = seats.filter(participation__scope__in=person.scopes_as(*TERRITORY))
    found = set(seats.values_list("category__key", flat=True)) & set(Category.values)
    return found | {Category.ELECTED.value} if person.scopes_as(Role.NUMBER_ONE) else found


def lives_in_fiction(person) -> bool:
    """Whether every place where somebody speaks from is of an invented cohort."""
    places = Cohort.objects.filter(scope__in=cohorts_as(person, *TERRITORY, Role.NUMBER_ONE))
    invented = set(places.values_list("fictional", flat=True).order_by())
    return invented == {True}


class QuestionQuerySet(QuerySet):
    def visible_to(self, person):
        """Its category, and nobody else: neither who leads, nor the association, nor the administration."""
        return self.filter(category__in=categories_of(person))

    def waiting_first(self):
        """Each with how many answered it: the open ones, then the closed ones, the latest first."""
        return self.annotate(answer_count=Count("answers")).order_by("-state", "-asked_on", "code")


class Question(Versioned, Written):
    """Read by one category. `kept`: what its author drew from the answers, at the close."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    category = models.CharField(max_length=20, choices=Category)
    subject = SealedText()
    text = SealedText(blank=True)
    signed = models.BooleanField(default=False)
    asked_on = models.DateField(default=timezone.localdate)
    state = models.CharField(max_length=6, choices=QuestionState, default=QuestionState.OPEN)
    kept = SealedText(blank=True)
    # asked from an invented cohort: marked so on every page
    fictional = models.BooleanField(default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "code"]
        constraints = [models.CheckConstraint(name="closed_question_says_what_was_kept", condition=~Q(state="closed") | ~Q(kept=""))]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("questions:question", args=[self.code])

    @property
    def asked_of(self) -> Category:
        return Category(self.category)


class AnswerQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(question__category__in=categories_of(person))


class Answer(Written):
    """`helped`: said by who asked, about the answer; never counted, never a rank."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = SealedText()
    signed = models.BooleanField(default=False)
    said_on = models.DateField(default=timezone.localdate)
    helped = models.BooleanField(default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["said_on", "code"]

    def __str__(self):
        return self.code


class SheetQuerySet(QuerySet):
    def visible_to(self, person):
        """Published, by whoever holds a role in the alliance; before, by its category."""
        if not (person.is_authenticated and person.grants):
            return self.none()
        return self.filter(Q(state=SheetState.PUBLISHED) | Q(question__category__in=categories_of(person)))

    def published(self):
        return self.filter(state=SheetState.PUBLISHED)

    def with_words(self):
        """With what `words` reads."""
        return self.select_related("question").prefetch_related("agreements__answer")


class Sheet(models.Model):
    """No word is copied here: what its authors take back is not there any more (ADR 0090)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    question = models.OneToOneField(Question, models.CASCADE, related_name="sheet")
    title = SealedText()
    state = models.CharField(max_length=9, choices=SheetState, default=SheetState.PREPARED)
    published_on = models.DateField(null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "code"]
        constraints = [models.CheckConstraint(name="sheet_published_on_a_day", condition=~Q(state="published") | Q(published_on__isnull=False))]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("questions:sheet", args=[self.code])

    @property
    def words(self) -> list[str]:
        """The answers whose authors agree, in the order they were given."""
        agreed = [one.answer for one in self.agreements.all() if one.says == Says.YES]
        return [answer.text for answer in sorted(agreed, key=lambda one: (one.said_on, one.code))]


class AgreementQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own: sealed, so that each is opened (ADR 0081)."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(pk__in=[one.pk for one in self.all() if one.is_by(person)])

    def waiting(self):
        """For an answer, as long as the sheet may still be read."""
        return self.filter(says=Says.ASKED).exclude(sheet__state=SheetState.WITHDRAWN)


class Agreement(Written):
    """What the author of an answer says of its place in a sheet; changed at any time, even after they left."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="agreements")
    answer = models.OneToOneField(Answer, models.CASCADE, related_name="agreement")
    says = models.CharField(max_length=5, choices=Says, default=Says.ASKED)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.code
