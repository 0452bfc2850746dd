"""Territories the alliance accompanies: on the map, in the list, under the filters (R265, R267, R268).

A territory counts once, however many ways it is accompanied (R270). What is invented for a demonstration is in none of
this; cohorts known by their figures only are told apart, for their territories have no name here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.devices.enums import DeviceKind
from fabrique.accompaniment.devices.models import Accompaniment
from fabrique.core.pictures import Marker, Picture, draw_map
from fabrique.ground.territories.models import Territory

# « Communauté de communes du Frontonnais » is « Frontonnais » on a map
OFFICIAL = re.compile(
    r"^Communauté (?:de communes|d’agglomération|urbaine) (?:de la |de l’|du |des |de |d’)?(?=[A-ZÀ-Ý])"
)
COLOURS = {DeviceKind.COHORT: "teal", DeviceKind.EXPERIMENTAL: "brown"}
ONGOING = ("depuis", "since")


@dataclass(frozen=True)
class Way:
    """One way a territory is accompanied: a cohort, or an accompaniment of its own."""

    kind: str
    label: str
    period: str
    years: tuple[int, ...]
    cohort: Cohort | None = None


@dataclass
class Place:
    territory: Territory
    ways: list[Way] = field(default_factory=list)

    @property
    def colour(self) -> str:
        """Of the first way in the order of `COLOURS`; grey for a help given once."""
        kinds = {way.kind for way in self.ways}
        return next((colour for kind, colour in COLOURS.items() if kind in kinds), "grey")


def places(person) -> list[Place]:
    """In alphabetical order, as nothing here is a ranking. Three queries."""
    found: dict[int, Place] = {}
    for participation in (
        Participation.objects.visible_to(person).current().select_related("territory", "cohort")
        .filter(cohort__fictional=False, territory__fictional=False)
    ):  # fmt: skip
        found.setdefault(participation.territory_id, Place(participation.territory)).ways.append(
            way_of_cohort(participation.cohort)
        )
    for accompaniment in (
        Accompaniment.objects.visible_to(person).counting().select_related("territory", "device")
        .prefetch_related("others").filter(territory__fictional=False)
    ):  # fmt: skip
        for territory in (accompaniment.territory, *accompaniment.others.all()):
            found.setdefault(territory.pk, Place(territory)).ways.append(way_of_accompaniment(accompaniment))
    published = [place for place in found.values() if place.territory.published and not place.territory.fictional]
    return sorted(published, key=lambda place: place.territory.name)


def way_of_cohort(cohort: Cohort) -> Way:
    years = years_of(cohort.starts_on, cohort.ends_on, cohort.season or cohort.period)
    return Way(DeviceKind.COHORT, cohort.name, cohort.season or cohort.period, years, cohort)


def way_of_accompaniment(accompaniment: Accompaniment) -> Way:
    years = years_of(accompaniment.starts_on, accompaniment.ends_on, accompaniment.period)
    kind = DeviceKind(accompaniment.device.kind)
    return Way(kind, str(kind.label), accompaniment.when, years)


def years_of(starts_on: date | None, ends_on: date | None, period: str) -> tuple[int, ...]:
    """Every year touched: by the dates when they are known, else as the period says, « depuis 2020 » being until now."""
    stated = [int(year) for year in re.findall(r"\d{4}", period)]
    bounds = [day.year for day in (starts_on, ends_on) if day] or stated
    if not bounds:
        return ()
    last = timezone.localdate().year if period.startswith(ONGOING) and not ends_on else max(bounds + stated)
    return tuple(range(min(bounds), last + 1))


def counted(person) -> list[Cohort]:
    """Cohorts whose territories have no page here, known by what was published of them."""
    return list(Cohort.objects.visible_to(person).filter(figures_only=True, fictional=False).select_related("device"))


def spoken_name(name: str) -> str:
    return OFFICIAL.sub("", name)


def draw(found: Iterable[Place], *, prefix: str = "carte") -> Picture | None:
    """One cube a territory, in its department; None when there is nothing to place."""
    markers = [
        Marker(
            place.territory.department or None,
            spoken_name(place.territory.name),
            place.colour,
            url=reverse("workspace:territory", args=[place.territory.code]),
        )
        for place in found
    ]
    if not markers:
        return None
    return draw_map(
        markers,
        title=_("Les territoires accompagnés"),
        description=_("Un cube vaut un territoire, posé dans son département. La liste complète suit la carte."),
        prefix=prefix,
    )


def legend(found: Iterable[Place]) -> list[tuple[str, str]]:
    """The colours used on the map and what each says, in words."""
    words = {
        "teal": _("Accompagné en cohorte"),
        "brown": _("Accompagnement expérimental"),
        "grey": _("Appui ponctuel"),
    }
    used = {place.colour for place in found}
    return [(colour, said) for colour, said in words.items() if colour in used]
