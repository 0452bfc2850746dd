"""Territories of comparable scale across cohorts, proposed from the data (R530, D17). Never a ranking."""

from dataclasses import dataclass

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.companionship.enums import CompanionState
from fabrique.accompaniment.companionship.models import Pair
from fabrique.accompaniment.recruitment.mix import comparable, populations

SHOWN = 3
UNDER_WAY = (CohortState.LAUNCHED, CohortState.RUNNING, CohortState.CONCLUDING)


@dataclass(frozen=True)
class Proposal:
    here: Participation
    there: list[Participation]


def elsewhere(person, cohort: Cohort):
    """Those of other cohorts who may be tied to this one's: companions, and territories under way."""
    companions = Participation.objects.filter(
        companionship__state__in=[CompanionState.ACTIVE, CompanionState.RESTING]
    ).values("pk")
    others = Participation.objects.visible_to(person).current().exclude(cohort=cohort)
    others = others.filter(cohort__fictional=cohort.fictional)
    return (
        (others.filter(cohort__state__in=UNDER_WAY) | others.filter(pk__in=companions))
        .select_related("territory", "cohort", "companionship").order_by("territory__folded", "pk")
    )  # fmt: skip


def proposals(person, cohort: Cohort) -> list[Proposal]:
    """For each territory of this cohort, at most three of its scale that are not tied to it yet. Four queries for all."""
    mine = list(cohort.participations.current().select_related("territory").order_by("territory__folded", "pk"))
    others = list(elsewhere(person, cohort))
    known = populations([participation.territory for participation in (*mine, *others)])
    tied = {frozenset(pair) for pair in Pair.objects.standing().values_list("one", "other")}
    found = []
    for here in mine:
        near = [
            there for there in others
            if there.territory_id != here.territory_id
            and frozenset((here.pk, there.pk)) not in tied
            and comparable(here.territory, there.territory, known)
        ]  # fmt: skip
        if near:
            found.append(Proposal(here, near[:SHOWN]))
    return found
