"""Every write on improvements."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.evaluation.models import Lesson, Limit
from fabrique.accompaniment.improvements import news
from fabrique.accompaniment.improvements import permissions as may
from fabrique.accompaniment.improvements.enums import IMPROVEMENT
from fabrique.accompaniment.improvements.models import Improvement
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def decide(
    *, cohort: Cohort, title: str, by: Person, limits: Iterable[Limit] = (), point: Lesson | None = None
) -> Improvement:
    """What will be done about limits that this cohort said, or about a point of its report."""
    edit_cohort(by, held(cohort))
    limits = list(limits)
    if not limits and point is None:
        raise Denied(_("Choisissez au moins une limite à laquelle cela répond."))
    if any(limit.participation.cohort_id != cohort.pk for limit in limits) or (point and point.cohort_id != cohort.pk):
        raise Denied(_("Cette limite a été dite dans une autre cohorte."))
    if cohort.improvements.filter(title=title).exists():
        raise Denied(_("Cette amélioration est déjà décidée."))
    improvement = Improvement.objects.create(cohort=cohort, point=point, title=title)
    improvement.limits.set(limits)
    audit.record(by, "improvement-decided", improvement, limits=[limit.code for limit in limits])
    return improvement


@transaction.atomic
def apply(*, improvement: Improvement, applied_in: Cohort, how: str, by: Person) -> Improvement:
    """From now on it is public, with those of its limits that are; who said them is told (D: what became of our words)."""
    may.follow_improvement(by, improvement)
    edit_cohort(by, applied_in)
    move(improvement, "apply", by, applied_in=applied_in, how=how)
    news.tell_applied(improvement, by)
    return improvement


@transaction.atomic
def check(*, improvement: Improvement, seen: str, by: Person) -> Improvement:
    may.check_improvement(by, improvement)
    move(improvement, "check", by, seen=seen, checked_by=by, checked_at=timezone.now())
    news.tell_checked(improvement, by)
    return improvement


@transaction.atomic
def drop(*, improvement: Improvement, dropped_because: str, by: Person) -> Improvement:
    may.follow_improvement(by, improvement)
    return move(improvement, "drop", by, dropped_because=dropped_because)


def move(improvement: Improvement, name: str, by: Person, **values) -> Improvement:
    IMPROVEMENT.make(improvement, name)
    improvement.save_values({"state": improvement.state} | values, seen=improvement.version)
    audit.record(by, "improvement-moved", improvement, state=improvement.state)
    return improvement
