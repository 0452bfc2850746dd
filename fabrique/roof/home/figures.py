"""What the alliance counts, each number with its date and its source (R269, R270)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from fabrique.roof.home.models import PublicFigure


@dataclass
class Line:
    """A figure and those told in its line: its parts, and what other sources or years say."""

    figure: PublicFigure
    parts: list[PublicFigure] = field(default_factory=list)
    others: list[PublicFigure] = field(default_factory=list)

    @property
    def sum_of_parts(self) -> int | None:
        """What the parts make when added, if that is not the total: both are then said (E2 V01)."""
        numbers = [part.number for part in self.parts]
        if not numbers or None in numbers or sum(numbers) == self.figure.number:
            return None
        return sum(numbers)


def lines(figures: Iterable[PublicFigure]) -> list[Line]:
    """Figures in their order; one told beside another that is here has no line of its own."""
    figures = list(figures)
    found = {figure.pk: Line(figure) for figure in figures}
    for figure in figures:
        if line := found.get(figure.beside_id):
            (line.parts if figure.part else line.others).append(figure)
    return [line for line in found.values() if line.figure.beside_id not in found]


def ledger(figures: Iterable[PublicFigure]) -> list[Line]:
    """The lines of the home: the figures put forward."""
    return [line for line in lines(figures) if line.figure.featured]


def by_year(figures: Iterable[PublicFigure]) -> list[tuple[str, list[PublicFigure]]]:
    """All of them, the latest date first, in their own order within a date."""
    ordered = sorted(figures, key=lambda figure: figure.order)
    ordered.sort(key=lambda figure: figure.as_of, reverse=True)
    return [(year, list(group)) for year, group in groupby(ordered, key=lambda figure: figure.as_of)]
