from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort
from fabrique.accompaniment.evaluation.enums import FindingState, LessonKind
from fabrique.accompaniment.evaluation.models import Lesson, Limit
from fabrique.accompaniment.improvements.enums import SHOWN, ImprovementState
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.models import Item

FOLLOWERS = (*LEADS, Role.EMBEDDED_EVALUATOR)


class ImprovementQuerySet(QuerySet):
    def visible_to(self, person):
        """What was applied, for all; before, those who lead or evaluate one of the two cohorts, and the team."""
        seen = self.filter(cohort__in=Cohort.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.filter(self.is_shown())
        if person.holds(*STAFF):
            return seen
        mine = person.scopes_as(*FOLLOWERS)
        return seen.filter(self.is_shown() | Q(cohort__scope__in=mine) | Q(applied_in__scope__in=mine))

    @staticmethod
    def is_shown() -> Q:
        """Applied, and answering what is public: a point of the report, or a published limit."""
        published = Limit.objects.filter(improvements=OuterRef("pk"), state=FindingState.PUBLISHED)
        return Q(state__in=SHOWN) & (Q(point__isnull=False) | Exists(published))

    def shown(self):
        return self.filter(self.is_shown())

    def standing(self):
        """Decided, applied or checked: an answer to what was said."""
        return self.exclude(state=ImprovementState.DROPPED)


def themes_said(cohort) -> QuerySet:
    """Themes of the limits of a cohort, how many `said` it and how many are `answered`; the most said first."""
    said = Limit.objects.filter(participation__cohort=cohort, theme=OuterRef("pk")).order_by().values("theme")
    standing = Improvement.objects.standing().filter(limits=OuterRef("pk"))
    counted = said.annotate(n=Count("pk")).values("n")
    answered = said.filter(Exists(standing)).annotate(n=Count("pk")).values("n")
    themes = Item.objects.filter(pk__in=Limit.objects.filter(participation__cohort=cohort).values("theme"))
    return themes.annotate(said=Subquery(counted), answered=Coalesce(Subquery(answered), 0)).order_by(
        "-said", "order", "pk"
    )


def points_said(cohort) -> QuerySet:
    """The points to improve of its report, and whether each `is_answered`."""
    standing = Improvement.objects.standing().filter(point=OuterRef("pk"))
    return cohort.lessons.filter(kind=LessonKind.IMPROVEMENT).annotate(is_answered=Exists(standing))


class Improvement(Versioned):
    """R573, R575: `cohort` is where the limits were said, `applied_in` where something was done about them.

    It answers limits, one or many of a theme, or a point of the cohort's report, or both: `actions.decide` asks for one.
    """

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="improvements")
    limits = models.ManyToManyField(Limit, related_name="improvements", blank=True)
    point = models.ForeignKey(Lesson, models.PROTECT, null=True, blank=True, related_name="improvements")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ImprovementState, default=ImprovementState.DECIDED)
    applied_in = models.ForeignKey(Cohort, models.PROTECT, null=True, blank=True, related_name="improvements_applied")
    how = models.TextField(blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)
    seen = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        ordering = ["cohort__name", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "title"], name="improvement_once"),
            paired("improvement_checked_at_and_by", "checked_at", "checked_by"),
            models.CheckConstraint(name="applied_improvement_says_where", condition=~Q(state__in=["applied", "checked"]) | (Q(applied_in__isnull=False) & ~Q(how=""))),
            models.CheckConstraint(name="checked_improvement_says_what", condition=~Q(state="checked") | (Q(checked_at__isnull=False) & ~Q(seen=""))),
            models.CheckConstraint(name="dropped_improvement_says_why", condition=~Q(state="dropped") | ~Q(dropped_because="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title
