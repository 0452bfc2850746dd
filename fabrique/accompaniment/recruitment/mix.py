"""What the territories met have in common and not: diversity (R285), alter egos (R294), mandates (R296).

Nothing here is about persons, and nothing political (R039). Bands of population are for pairing, never for ranking.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.recruitment.models import Candidacy
from fabrique.ground.territories.enums import Advancement, FactKind, Geography, TerritoryKind
from fabrique.ground.territories.models import StatedFact, Territory

BANDS = (2_000, 10_000, 50_000, 200_000)
OTHERS_SHOWN = 3
MONTHS_AFTER = 12


@dataclass(frozen=True)
class AlterEgo:
    """A territory of the cohort, those of a comparable scale beside it, and, when there are none, some elsewhere."""

    territory: Territory
    inside: list[Territory]
    elsewhere: list[Participation]


def populations(territories: Iterable[Territory]) -> dict[int, int]:
    """The latest stated population of each territory that has one: one query."""
    facts = StatedFact.objects.filter(territory__in=territories, kind=FactKind.POPULATION, value__isnull=False)
    return {fact.territory_id: int(fact.value or 0) for fact in facts.order_by("as_of", "pk")}


def comparable(one: Territory, other: Territory, known: dict[int, int]) -> bool:
    """The same band of population when both are known; else the same kind of territory."""
    if one.pk in known and other.pk in known:
        return bisect_right(BANDS, known[one.pk]) == bisect_right(BANDS, known[other.pk])
    return one.kind == other.kind


def alter_egos(person, cohort: Cohort, territories: list[Territory]) -> list[AlterEgo]:
    """For each, who resembles it here; otherwise a pairing with a territory of another cohort. Four queries for all."""
    elsewhere = list(
        Participation.objects.visible_to(person).exclude(cohort=cohort).filter(cohort__fictional=cohort.fictional)
        .select_related("territory", "cohort").order_by("territory__folded", "pk")
    )  # fmt: skip
    known = populations([*territories, *(participation.territory for participation in elsewhere)])
    found = []
    for territory in territories:
        inside = [other for other in territories if other.pk != territory.pk and comparable(territory, other, known)]
        outside = (
            []
            if inside
            else [p for p in elsewhere if p.territory_id != territory.pk and comparable(territory, p.territory, known)]
        )
        found.append(AlterEgo(territory, inside, outside[:OTHERS_SHOWN]))
    return found


def diversity(territories: list[Territory], *, advancement: bool) -> list[tuple[str, list[tuple[str, int]]]]:
    """Counts by kind, by geography and, for those who compose the cohort only, by advancement (R038)."""
    kinds = Counter(territory.kind for territory in territories)
    places = Counter(tag for territory in territories for tag in territory.geography)
    found = [
        (_("Échelles"), [(str(kind.label), kinds[kind]) for kind in TerritoryKind if kinds[kind]]),
        (_("Géographies"), [(str(tag.label), places[tag]) for tag in Geography if places[tag]]),
    ]
    if advancement:
        steps = Counter(territory.advancement for territory in territories if territory.advancement)
        found.append((_("Où en est la transition"), [(str(s.label), steps[s]) for s in Advancement if steps[s]]))
    return [(title, counts) for title, counts in found if counts]


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; negative when the second comes first."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def mandate_warning(candidacy: Candidacy) -> str:
    """When the path ends less than twelve months before an election, or after it (R296)."""
    ends, election = candidacy.cohort.ends_on, candidacy.election_on
    if ends is None or election is None:
        return ""
    left = months_between(ends, election)
    if left < 0:
        return _("L’élection tombe pendant le parcours : l’équipe peut changer en chemin.")
    if left < MONTHS_AFTER:
        return _("Le parcours finit moins de douze mois avant l’élection : il restera peu de temps pour agir.")
    return ""
