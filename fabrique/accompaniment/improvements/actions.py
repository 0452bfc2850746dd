"""Every write on improvements."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.evaluation.models import Limit
from fabrique.accompaniment.improvements import permissions as may
from fabrique.accompaniment.improvements.enums import IMPROVEMENT
from fabrique.accompaniment.improvements.models import Improvement
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def decide(*, cohort: Cohort, limit: Limit, title: str, by: Person) -> Improvement:
    """What will be done about a limit that this cohort said."""
    edit_cohort(by, held(cohort))
    if limit.participation.cohort_id != cohort.pk:
        raise Denied(_("Cette limite a été dite dans une autre cohorte."))
    if limit.improvements.filter(title=title).exists():
        raise Denied(_("Cette amélioration est déjà décidée."))
    improvement = Improvement.objects.create(cohort=cohort, limit=limit, title=title)
    audit.record(by, "improvement-decided", improvement, limit=limit.code)
    return improvement


@transaction.atomic
def apply(*, improvement: Improvement, applied_in: Cohort, how: str, by: Person) -> Improvement:
    """From now on it is public, with the limit if that one is published."""
    may.follow_improvement(by, improvement)
    edit_cohort(by, applied_in)
    return move(improvement, "apply", by, applied_in=applied_in, how=how)


@transaction.atomic
def check(*, improvement: Improvement, seen: str, by: Person) -> Improvement:
    may.check_improvement(by, improvement)
    return move(improvement, "check", by, seen=seen, checked_by=by, checked_at=timezone.now())


@transaction.atomic
def drop(*, improvement: Improvement, dropped_because: str, by: Person) -> Improvement:
    may.follow_improvement(by, improvement)
    return move(improvement, "drop", by, dropped_because=dropped_because)


def move(improvement: Improvement, name: str, by: Person, **values) -> Improvement:
    IMPROVEMENT.make(improvement, name)
    improvement.save_values({"state": improvement.state} | values, seen=improvement.version)
    audit.record(by, "improvement-moved", improvement, state=improvement.state)
    return improvement
