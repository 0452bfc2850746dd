"""What an improvement answers: the limit says so where it is read."""

from django.urls import reverse

from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.evaluation.answers import Answer, answers_limits, decides
from fabrique.accompaniment.improvements.enums import SHOWN, ImprovementState
from fabrique.accompaniment.improvements.models import Improvement


@answers_limits
def improvements(person, limits) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = {}
    rows = Improvement.objects.visible_to(person).filter(limit__in=limits).exclude(state=ImprovementState.DROPPED)
    for row in rows.order_by("title", "pk"):
        found.setdefault(row.limit_id, []).append(Answer(row.title, row.get_state_display(), row.state in SHOWN))
    return found


@decides
def board(person, cohort) -> str:
    return reverse("improvements:decided", args=[cohort.code]) if edit_cohort.allows(person, cohort) else ""
