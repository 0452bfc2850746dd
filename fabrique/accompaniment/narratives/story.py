"""A story as one reads it: what is told and what was won, in time, and what of the five dimensions is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from fabrique.accompaniment.narratives.enums import Dimension
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.accompaniment.workspace.models import Victory
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item


@dataclass(frozen=True)
class Moment:
    """A narrative, or a victory between two of them."""

    day: date
    narrative: Narrative | None = None
    victory: Victory | None = None


@dataclass(frozen=True)
class Facet:
    """One of the five dimensions, and the narratives that serve it."""

    key: str
    label: str
    gloss: str
    narratives: list[Narrative]


@dataclass(frozen=True)
class Story:
    years: list[tuple[int, list[Moment]]]
    facets: list[Facet]
    heard: list[Item]
    unheard: list[Item]
    told: int = field(default=0)


def words_of_dimensions() -> list[tuple[str, str, str]]:
    """Key, name and gloss: those of the referential in force, the enumeration's own before it is published."""
    said = {item.key: item for item in Item.objects.of(ReferentialKey.DIMENSIONS)}
    return [
        (key, said[key].label if key in said else str(label), said[key].gloss if key in said else "")
        for key, label in Dimension.choices
    ]


def compose(narratives: Iterable[Narrative], victories: Iterable[Victory] = ()) -> Story:
    """Of narratives already read, dimensions and voices with them: two queries more, whatever their number."""
    told = list(narratives)
    moments = [Moment(one.told_on, narrative=one) for one in told]
    moments += [Moment(one.won_on, victory=one) for one in victories]
    moments.sort(key=lambda moment: moment.day)
    keys = {one.pk: {item.key for item in one.dimensions.all()} for one in told}
    heard = {item.key for one in told for item in one.voices.all()}
    categories = list(Item.objects.categories())
    return Story(
        years=[(year, list(group)) for year, group in groupby(moments, key=lambda moment: moment.day.year)],
        facets=[
            Facet(key, label, gloss, [one for one in told if key in keys[one.pk]])
            for key, label, gloss in words_of_dimensions()
        ],
        heard=[item for item in categories if item.key in heard],
        unheard=[item for item in categories if item.key not in heard],
        told=len(told),
    )
