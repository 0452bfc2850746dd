"""What the page of a cohort says while nothing is told yet: when it starts, the next date, what to write next."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.board import next_acts
from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.programme.models import Session

# past these, there is a report to read even when it says little
TOLD = (CohortState.CONCLUDING, CohortState.EVALUATED, CohortState.COMPANION, CohortState.ARCHIVED)
ACTS = 3


def beginning(person: Any, cohort: Cohort, sessions: Iterable[Session], *, found: bool) -> dict:
    """`found`: something of the path is already written. What is missing is shown to those who can write it."""
    if found or cohort.state in TOLD:
        return {"told": True, "acts": []}
    today = timezone.localdate()
    return {
        "told": False,
        "starts_soon": cohort.starts_on is not None and cohort.starts_on >= today,
        "next_session": next((session for session in sessions if session.date and session.date >= today), None),
        "acts": next_acts(cohort)[:ACTS] if edit_cohort.allows(person, cohort) else [],
    }
