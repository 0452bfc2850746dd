from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fabrique.core.pictures.columns import Column, lay_columns, month_of, place, progress
from fabrique.core.pictures.moments import Moment, in_time_order, machine_date, named, short_period

LANES = 24  # pictures.css knows no more
ICONS = {"day": "cube", "tick": "note", "bar": "interview", "next": "cube-vide", "own": "territory"}


@dataclass(frozen=True)
class Item:
    """One moment in its place: column, number of columns and lane count from 1."""

    moment: Moment
    at: int
    span: int
    lane: int

    @property
    def when(self):
        return short_period(self.moment)

    @property
    def datetime(self):
        return machine_date(self.moment)

    @property
    def kind(self):
        """Without a date, anything is a hatched bar."""
        return self.moment.kind if self.moment.start else "bar"

    @property
    def icon(self):
        return self.moment.icon or ICONS["own" if self.moment.own and self.kind == "bar" else self.kind]


@dataclass(frozen=True)
class Now:
    """Today: its column and the tenth of the column reached, 0 to 9."""

    day: date
    at: int
    tenth: int

    @property
    def words(self):
        return named(self.day, "day")


@dataclass(frozen=True)
class Frise:
    """What ui/frise.html lays out. `entries`: the items and `now`, in time order, undated items last.

    `crowded`: too many things at once for a line, the template keeps the list.
    """

    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    now: Now | None
    lanes: int

    @property
    def crowded(self):
        return self.lanes > LANES

    @property
    def entries(self):
        if self.now is None:
            return list(self.items)
        passed = [item for item in self.items if item.moment.start and item.moment.first <= self.now.day]
        return [*passed, self.now, *self.items[len(passed) :]]


def lay_frise(moments: Iterable[Moment], *, today: date | None) -> Frise:
    """Lay moments on at most 13 columns: months with something, emptier stretches compressed.

    Without `today`, as in a document that must not change from day to day, no line marks it; ValueError when no
    moment is dated either.

    In a lane nothing overlaps: great days first, ticks under them, long times, one's own, the undated last.
    """
    moments = in_time_order(moments)
    columns = lay_columns(moments, today or last_day(moments))
    lanes = lay_lanes(moments, columns)
    items = [Item(moment, *place(moment, columns), lane) for moment, lane in zip(moments, lanes, strict=True)]
    return Frise(tuple(columns), tuple(items), mark(today, columns) if today else None, max(lanes, default=1))


def last_day(moments):
    days = [moment.last for moment in moments if moment.start]
    if not days:
        raise ValueError("Nothing is dated and today is not given: there is no line to draw.")
    return max(days)


def mark(today, columns):
    at = next(index for index, column in enumerate(columns, 1) if column.first <= month_of(today) <= column.last)
    return Now(today, at, min(9, int(10 * progress(today, columns[at - 1]))))


def floor_of(moment):
    if moment.kind in ("day", "tick") and moment.start:
        return moment.kind
    if not moment.start:
        return "undated"
    return "own" if moment.own else "long"


def lay_lanes(moments, columns):
    """The lane of each moment, from 1: the first free one from the floor of its kind down."""
    present = {floor_of(moment) for moment in moments}
    floors = [floor for floor in ("day", "tick", "long", "own", "undated") if floor in present]
    taken = set()
    lanes = {}
    for index in sorted(range(len(moments)), key=lambda index: floors.index(floor_of(moments[index]))):
        at, span = place(moments[index], columns)
        lane = floors.index(floor_of(moments[index])) + 1
        while any((lane, column) in taken for column in range(at, at + span)):
            lane += 1
        taken |= {(lane, column) for column in range(at, at + span)}
        lanes[index] = lane
    return [lanes[index] for index in range(len(moments))]
