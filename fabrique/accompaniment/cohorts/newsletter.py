"""What the letter of the alliance may tell of cohorts: those whose call is open, so that territories may come (R246)."""

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.offers import MOST, Offer, offers
from fabrique.ground.people.enums import ScopeKind

LOOKING = (CohortState.CALL, CohortState.RECRUITMENT)


@offers
def calls(scope) -> list[Offer]:
    if scope.kind != ScopeKind.PLATFORM:
        return []
    found = Cohort.objects.detailed().filter(state__in=LOOKING, fictional=False).order_by("name", "pk")
    return [
        Offer(f"cohort:{cohort.code}", cohort.get_state_display(), cohort.name, cohort.summary, cohort.get_absolute_url(), Circle.PUBLIC)
        for cohort in found[:MOST]
    ]  # fmt: skip
