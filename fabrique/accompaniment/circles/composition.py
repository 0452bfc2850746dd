"""A draw in counts: quotas asked, seats filled. No name, and no two axes crossed (R558)."""

from dataclasses import dataclass

from fabrique.accompaniment.circles import sheets
from fabrique.accompaniment.circles.enums import Axis, CandidateState, DrawState
from fabrique.accompaniment.circles.models import Draw

FIELDS = {Axis.AGE: "age", Axis.SEX: "sex", Axis.CATEGORY: "category"}


@dataclass(frozen=True)
class Line:
    label: str
    population: int
    share: int
    planned: int
    filled: int


@dataclass(frozen=True)
class Part:
    axis: Axis
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return str(self.axis.label)


@dataclass(frozen=True)
class Composition:
    """`drawn` is False before the draw: only the plan is known."""

    parts: tuple[Part, ...]
    filled: int
    vacant: int
    drawn: bool

    @property
    def kept(self) -> bool:
        """Whether every quota is met."""
        return all(line.planned == line.filled for part in self.parts for line in part.lines)


def compose(draw: Draw) -> Composition:
    """Two queries."""
    bands = list(draw.bands.all())
    people = list(draw.candidates.filter(state=CandidateState.DRAWN))
    planned = sheets.quotas(draw, bands)
    parts = []
    for axis in Axis:
        of_axis = [band for band in bands if band.axis == axis]
        total = sum(band.population for band in of_axis) or 1
        parts.append(Part(axis, tuple(
            Line(band.label, band.population, round(100 * band.population / total), planned[axis][band.label],
                 sum(getattr(one, FIELDS[axis]) == band.label for one in people))
            for band in of_axis
        )))  # fmt: skip
    drawn = draw.state in (DrawState.DRAWN, DrawState.PUBLISHED)
    return Composition(tuple(parts), len(people), draw.seats - len(people), drawn)
