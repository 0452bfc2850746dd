"""Agreement by declared category: what may be shown, what unites, what divides.

A category is shown on a statement when five of its members at least voted on it. What is not shown must not be found by
subtracting what is shown from the total either: the voters left over are none, or five at least. When they would be
fewer, the smallest category shown is hidden with them; the total stays. Of several as small, the first by name: two pages
that put them in other orders hide the same one.
"""

from itertools import permutations
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from fabrique.core.opinions import intervals
from fabrique.core.opinions.shapes import Agreement, Count, Dividing, Name, Uniting

FEWEST = 5
SURE = 0.5


def shown(voters: NDArray[np.int64], total: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which circles (lines) may be shown on which statements (columns), when the total of voters is known too."""
    may = voters >= FEWEST
    left = total - np.where(may, voters, 0).sum(axis=0)
    for column in np.flatnonzero((left > 0) & (left < FEWEST) & may.any(axis=0)):
        candidates = np.where(may[:, column], voters[:, column], np.iinfo(np.int64).max)
        may[int(candidates.argmin()), column] = False
    return may


def visible(counts: NDArray[np.int64], total: NDArray[np.int64]) -> tuple[list[list[Count | None]], list[Count | None]]:
    """For each circle, its counts or none; then those of everybody, none under five voters."""
    voters = total.sum(axis=1)
    may = shown(counts.sum(axis=2), voters)
    lines = [
        [count if yes else None for count, yes in zip(intervals.told(line), seen, strict=True)]
        for line, seen in zip(counts, may.tolist(), strict=True)
    ]
    return lines, [count if count.voters >= FEWEST else None for count in intervals.told(total)]


def agreements(
    names: tuple[Name, ...], statements: tuple[Name, ...], counts: NDArray[np.int64], total: NDArray[np.int64]
) -> tuple[Agreement, ...]:
    by_name = sorted(range(len(names)), key=lambda place: (isinstance(names[place], str), names[place]))
    drawn, everybody = visible(counts[by_name], total)
    lines = dict(zip(by_name, drawn, strict=True))
    told = []
    for number, (statement, whole) in enumerate(zip(statements, everybody, strict=True)):
        here = [(name, lines[place][number]) for place, name in enumerate(names)]
        seen = tuple((name, of_category) for name, of_category in here if of_category)
        told.append(Agreement(statement, whole, seen, tuple(name for name, of_category in here if not of_category)))
    return tuple(told)


def uniting(told: tuple[Agreement, ...]) -> tuple[Uniting, ...]:
    """Surest first. Two categories at least are shown, and each lower bound is above one half, on the same side."""
    found = []
    for one in told:
        if len(one.categories) < 2:
            continue
        floors = {
            "agree": min(of.agreeing.low for _, of in one.categories),
            "disagree": min(of.disagreeing.low for _, of in one.categories),
        }
        found += [Uniting(one.statement, side, floor, not one.hidden) for side, floor in floors.items() if floor > SURE]
    return tuple(sorted(found, key=lambda one: -one.floor))


def dividing(told: tuple[Agreement, ...]) -> tuple[Dividing, ...]:
    """Widest first: for each statement the pair of categories whose intervals of agreement lie furthest apart."""
    found = []
    for one in told:
        pairs = (
            (high.agreeing.low - low.agreeing.high, more, less)
            for (more, high), (less, low) in permutations(one.categories, 2)
        )
        widest = max((pair for pair in pairs if pair[0] > 0), key=itemgetter(0), default=None)
        if widest:
            gap, more, less = widest
            found.append(Dividing(one.statement, more, less, gap))
    return tuple(sorted(found, key=lambda pair: -pair.gap))
