"""What an improvement answers: the limit says so where it is read."""

from django.urls import reverse

from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.evaluation.answers import Answer, answers_limits, decides
from fabrique.accompaniment.improvements.enums import SHOWN, ImprovementState
from fabrique.accompaniment.improvements.models import Improvement


@answers_limits
def improvements(person, limits) -> dict[int, list[Answer]]:
    """In two queries; whoever sees a limit is told of those of its improvements that they see."""
    found: dict[int, list[Answer]] = {}
    rows = Improvement.objects.visible_to(person).filter(limits__in=limits).exclude(state=ImprovementState.DROPPED)
    for row in rows.distinct().order_by("title", "pk").prefetch_related("limits"):
        for limit in row.limits.all():
            found.setdefault(limit.pk, []).append(Answer(row.title, row.get_state_display(), row.state in SHOWN))
    return found


@decides
def board(person, cohort) -> str:
    return reverse("improvements:decided", args=[cohort.code]) if edit_cohort.allows(person, cohort) else ""
