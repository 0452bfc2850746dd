"""What there is to read: the report of the newest cohort, and what is known of the others."""

from dataclasses import dataclass

from django.db.models import Count, Q

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.evaluation.enums import ViewpointState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.core.pictures import cubes
from fabrique.core.pictures.picture import number

TOLD = (CohortState.EVALUATED, CohortState.COMPANION, CohortState.ARCHIVED)
EDGE = 38  # of a cube of the cover


@dataclass(frozen=True)
class Report:
    """A cohort whose report can be read, with what it holds, counted as its page counts it."""

    cohort: Cohort
    territories: int
    effects: int
    limits: int
    missing: int

    @property
    def pile(self) -> list[dict]:
        """One cube a territory, for the cover."""
        return cover_cubes(self.territories)


def newest_report(person) -> Report | None:
    """Of the newest cohort that is evaluated, lives here and really took place. Four queries, one when there is none."""
    current = Count("participations", filter=Q(participations__left_on=None))
    cohort = (
        Cohort.objects.visible_to(person).detailed().filter(state__in=TOLD, fictional=False)
        .annotate(territory_count=current).order_by("-starts_on", "name").first()
    )  # fmt: skip
    if cohort is None:
        return None
    here = {"participation__cohort": cohort}
    return Report(
        cohort,
        cohort.territory_count,
        Effect.objects.published().filter(**here).count(),
        Limit.objects.published().filter(**here).count(),
        Viewpoint.objects.filter(**here).exclude(state=ViewpointState.EXPRESSED).count(),
    )


def others(person, report: Report | None) -> list[Cohort]:
    """The other cohorts, the newest first, each with the number of its territories: those that joined, or as stated."""
    current = Count("participations", filter=Q(participations__left_on=None))
    found = Cohort.objects.visible_to(person).annotate(territory_count=current)
    if report:
        found = found.exclude(pk=report.cohort.pk)
    return list(found)


def cover_cubes(count: int) -> list[dict]:
    """A pile against a corner, layer upon layer: place and kind of each cube, from the back to the front."""
    side = 1
    while side * (side + 1) * (side + 2) // 6 < count:
        side += 1
    cells = [(level, i, j) for level in range(side) for i in range(side - level) for j in range(side - level - i)][
        :count
    ]
    cells.sort(key=lambda cell: (cell[0], cell[1] + cell[2], cell[1]))
    pile = []
    for level, i, j in cells:
        x, y = (j - i) * EDGE * cubes.HALF, (i + j) * EDGE / 2 - level * EDGE
        pile.append({"x": number(x), "y": number(y), "kind": cubes.KINDS[level % 2]})
    return pile
