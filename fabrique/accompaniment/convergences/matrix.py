"""The matrix theme × territory, computed from what is published and from nothing else (R385, R386).

Whatever the number of territories: one reading of the published rows, one of the territories, one of the consents.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.convergences.enums import FEWEST_TO_COUNT, SHARED_FROM
from fabrique.accompaniment.convergences.models import Comparison, TerritoryConsent
from fabrique.accompaniment.diagnostics.enums import ThemeGroup
from fabrique.accompaniment.restitution.published import themes
from fabrique.core.text import fold

RECOMMENDATION = "recommendation"
# beyond, a table is not read any more: each theme names its territories
WIDEST_TABLE = 12


@dataclass
class Line:
    """One theme; `found` gives, by participation, the groups under which it was published there."""

    theme: str
    found: dict[int, set[str]] = field(default_factory=dict)
    shared: bool = False
    # territories that agreed to be named, for those who see no other
    named: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.found)


@dataclass
class Matrix:
    places: list[Participation]
    lines: list[Line]
    shared_from: int

    @property
    def shared(self) -> list[Line]:
        return [line for line in self.lines if line.shared]

    @property
    def counts_hide(self) -> bool:
        """Few diagnostics: « two territories » would already say which."""
        return len(self.places) < FEWEST_TO_COUNT

    @property
    def wide(self) -> bool:
        return len(self.places) > WIDEST_TABLE

    def rows(self) -> list[tuple[Line, list[tuple[Participation, list[str]]]]]:
        """For a table: each theme, then each territory with the labels of its groups, empty where it is not found."""
        return [(line, [(place, labels(line.found.get(place.pk, ()))) for place in self.places]) for line in self.lines]


def labels(groups: Iterable[str]) -> list[str]:
    known: dict[str, Any] = {str(group): group.label for group in ThemeGroup} | {RECOMMENDATION: _("Recommandation")}
    return [str(known[group]) for group in known if group in groups]


def shared_from(cohort: Cohort) -> int:
    found = Comparison.objects.filter(cohort=cohort).values_list("shared_from", flat=True).first()
    return found or SHARED_FROM


def matrix(cohort: Cohort) -> Matrix:
    """Themes that more territories share come first; then by name. Spelling, accents and capitals do not part them."""
    lines: dict[str, Line] = {}
    threshold = shared_from(cohort)
    for place, theme, group in themes(cohort):
        line = lines.setdefault(fold(theme) or theme, Line(theme))
        line.found.setdefault(place, set()).add(group)
    compared = {place for line in lines.values() for place in line.found}
    places = Participation.objects.filter(pk__in=compared, cohort=cohort).select_related("territory", "cohort")
    for line in lines.values():
        line.shared = line.count >= threshold
    ordered = sorted(lines.items(), key=lambda item: (-item[1].count, item[0]))
    return Matrix(list(places.order_by("territory__name", "pk")), [line for _key, line in ordered], threshold)


def with_names(found: Matrix) -> Matrix:
    """Each shared theme with the territories that agreed to be named; none as long as a few alone did not agree: what is
    left unnamed would name them (R386)."""
    agreed = TerritoryConsent.objects.standing().filter(participation__in=found.places)
    named = set(agreed.values_list("participation", flat=True))
    if 0 < len(found.places) - len(named) < FEWEST_TO_COUNT:
        return found
    for line in found.shared:
        line.named = [place.territory.name for place in found.places if place.pk in named and place.pk in line.found]
    return found
