"""An axis that is not linear: months where something happens, wider stretches where little does, no empty stretch."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from fabrique.core.pictures.moments import Moment, month_name

MOST = 13
YEAR = 12  # months


@dataclass(frozen=True)
class Column:
    """Months from `first` to `last`, both included, counted from year 0."""

    first: int
    last: int
    label: str = ""
    strong: bool = False  # the label says the year

    @property
    def opens(self):
        return date(self.first // YEAR, self.first % YEAR + 1, 1)

    @property
    def closes(self):
        return date(self.last // YEAR, self.last % YEAR + 1, 28)


def month_of(day):
    return day.year * YEAR + day.month - 1


def spans(moments):
    """(first month, last month, whether both are really known) of the dated moments."""
    dated = [moment for moment in moments if moment.start]
    return [(month_of(moment.first), month_of(moment.last), moment.precision != "year") for moment in dated]


def lay_columns(moments, today):
    """At most 13 columns in time order; each dated moment, and today, falls in at least one."""
    found = spans(moments)
    cells = split(kept(cut(found, month_of(today)), found, month_of(today)))
    while len(cells) > MOST:
        cells = merge(cells, found)
    return labelled(cells)


def cut(found, now):
    """All the stretches between two changes, a new year being one."""
    low = min([now, *(first for first, _last, _known in found)])
    high = max([now, *(last for _first, last, _known in found)])
    bounds = {low, high + 1} | {month for month in range(low, high + 2) if month % YEAR == 0}
    bounds |= {first for first, _last, _known in found} | {last + 1 for _first, last, _known in found}
    return [(first, following - 1) for first, following in pairwise(sorted(bounds))]


def touches(cell, span):
    return cell[0] <= span[1] and span[0] <= cell[1]


def kept(cells, found, now):
    """Leave out what nothing touches, and the start of a year which only something dated to the year touches."""
    known = [span for span in found if span[2]]
    sure = {cell for cell in cells if cell[0] <= now <= cell[1] or any(touches(cell, span) for span in known)}
    begun = {}
    for cell in sorted(sure, reverse=True):
        begun[cell[0] // YEAR] = cell[0]
    return [
        cell
        for cell in cells
        if cell in sure or (any(touches(cell, span) for span in found) and cell[0] > begun.get(cell[0] // YEAR, -1))
    ]


def split(cells):
    """Show a short stretch month by month while there is room, the shortest first."""
    for cell in sorted(cells, key=lambda cell: (cell[1] - cell[0], cell)):
        length = cell[1] - cell[0] + 1
        if length <= YEAR // 4 and len(cells) + length - 1 <= MOST:
            index = cells.index(cell)
            cells = cells[:index] + [(month, month) for month in range(cell[0], cell[1] + 1)] + cells[index + 1 :]
    return cells


def merge(cells, found):
    """Join the two neighbours that hold the least, rather within a year, rather short."""

    def cost(pair):
        (first, _), (_, last) = pair
        held = sum(first <= span[0] and span[1] <= last for span in found)
        return held + 3 * (first // YEAR != last // YEAR) + (last - first) / YEAR, first

    one, other = min(pairwise(cells), key=cost)
    index = cells.index(one)
    return [*cells[:index], (one[0], other[1]), *cells[index + 2 :]]


def labelled(cells):
    columns, year = [], None
    for first, last in cells:
        opened, closed = first // YEAR, last // YEAR
        alone = sum(cell[0] // YEAR <= opened <= cell[1] // YEAR for cell in cells) == 1
        text, says_year = label(first, last, alone=alone, new=opened != year)
        columns.append(Column(first, last, text, says_year))
        year = closed
    return columns


def label(first, last, *, alone, new):
    """The words over a column, and whether they say the year."""
    begin, end = Column(first, first).opens, Column(last, last).opens
    if begin.year != end.year:
        return _("%(first)s – %(last)s") % {"first": begin.year, "last": end.year}, True
    to_december = first != last and end.month == YEAR
    if first != last and (alone or to_december):
        return str(begin.year), True
    months = month_name(begin)
    if first != last:
        months = _("%(first)s – %(last)s") % {"first": months, "last": month_name(end)}
    return (f"{months} {begin.year}", True) if new else (months, False)


def place(moment: Moment, columns: list[Column]) -> tuple[int, int]:
    """(at, span): 1-based column and number of columns. Without a date: the whole axis."""
    if not moment.start:
        return 1, len(columns)
    first, last = month_of(moment.first), month_of(moment.last)
    inside = [index for index, column in enumerate(columns, 1) if touches((column.first, column.last), (first, last))]
    return inside[0], inside[-1] - inside[0] + 1


def progress(day, column):
    """How far a day is in its column, from 0 to 1."""
    whole = (column.closes + timedelta(days=4) - column.opens).days
    return min(1, max(0, (day - column.opens).days / whole))
