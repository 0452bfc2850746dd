"""Groups of opinion, from axes to names that last: found, judged stable or not, then matched to those of before."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from fabrique.core.opinions import categories, clusters, space, stability, statements
from fabrique.core.opinions.shapes import Group, Groups, Memory, Name, NotYet, Place
from fabrique.core.opinions.votes import AGREE, DISAGREE, Table

LEAST_VOTES = 7  # as Polis; fewer when fewer statements were asked
LEAST_PEOPLE = 20
MOST_GROUPS = 5
DRAWN_AXES = 2
LEAST_STABILITY = 0.05  # under it nothing can be foretold
HOLD = 0.02  # another number of groups replaces the former one when it is better by this much of silhouette


@dataclass(frozen=True)
class Found:
    labels: clusters.Labels
    groups: int
    axes: space.Floats
    drawn: space.Floats


def groups(table: Table, everybody: NDArray[np.int64], former: Memory | None) -> tuple[Groups | NotYet, Memory | None]:
    """The groups, or why there are none yet; and what the next reckoning must remember to keep their names."""
    votes = table.answered()
    rows = np.flatnonzero(votes >= min(LEAST_VOTES, table.codes.shape[1]))
    if len(rows) < LEAST_PEOPLE or table.codes.shape[1] < DRAWN_AXES:
        return NotYet("few", people=max(LEAST_PEOPLE - len(rows), 0)), former
    chance = np.random.default_rng(table.seed)
    codes = table.codes if len(rows) == len(table.codes) else table.codes[rows]
    centred = space.centred(codes)
    real, near = space.real_axes(centred[stability.few(centred, chance)], chance)
    if not real:
        return NotYet("chance"), former
    _, axes = space.axes(centred, max(real, DRAWN_AXES), chance, near)
    found = find(centred, votes[rows], axes, former, chance)
    if not found:
        return NotYet("unstable"), former
    del centred  # the largest table by far
    lasting = stability.stability(codes, found.labels, found.groups, found.axes.shape[1], chance)
    if lasting < (stability.STILL_STABLE if former else stability.STABLE):
        return not_yet(lasting, float(votes[rows].mean()), table.codes.shape[1]), former
    return told(table, rows, found, everybody, lasting, former)


def not_yet(lasting: float, each: float, asked: int) -> NotYet:
    """What would help. In the planted designs stability grows about as the votes of each: the rest follows by a rule of
    three, in round fives, and what goes beyond the statements asked needs new statements."""
    if lasting <= LEAST_STABILITY:
        return NotYet("unstable", stability=lasting)
    missing = math.ceil(each * (stability.STABLE / lasting - 1) / 5) * 5
    left = math.floor(asked - each)
    return NotYet("unstable", stability=lasting, votes_each=missing, statements=max(missing - left, 0))


def find(
    centred: space.Floats, votes: NDArray[np.int64], axes: space.Floats, former: Memory | None, chance: Generator
) -> Found | None:
    """The number of groups with the best silhouette; a group under five people would name them, so none has fewer."""
    points = space.places(centred, axes, votes)
    candidates = [clusters.k_means(points, number, chance) for number in range(2, MOST_GROUPS + 1)]
    scores = clusters.silhouettes(points, candidates, chance)
    allowed = {
        number: score + (HOLD if former and len(former.labels) == number else 0)
        for number, (labels, score) in enumerate(zip(candidates, scores, strict=True), start=2)
        if np.bincount(labels, minlength=number).min() >= categories.FEWEST
    }
    if not allowed:
        return None
    best = max(allowed, key=allowed.__getitem__)
    return Found(candidates[best - 2], best, axes, space.places(centred, axes[:, :DRAWN_AXES], votes))


def told(  # noqa: PLR0917  what was found, and whom it was found in
    table: Table,
    rows: NDArray[np.intp],
    found: Found,
    everybody: NDArray[np.int64],
    lasting: float,
    former: Memory | None,
) -> tuple[Groups, Memory]:
    circle = np.full(len(table.codes), -1)
    circle[rows] = found.labels
    circles = table.counts(circle, found.groups)
    # as if one more had agreed and one disagreed: what nobody of a group answered stands in the middle
    centres = (circles[:, :, AGREE] - circles[:, :, DISAGREE]) / (circles.sum(axis=2) + 2)
    sizes = np.bincount(found.labels, minlength=found.groups)
    labels = np.array(matched(centres, sizes, table.statements, former))
    order = np.argsort(labels)
    circles, names = circles[order], labels[order].tolist()
    may = categories.shown(circles.sum(axis=2), everybody.sum(axis=1))
    lines, _ = categories.visible(circles, everybody)
    apart = statements.representative(circles, table.statements, may)
    turn = turning(found.axes[:, :DRAWN_AXES], table.statements, former)
    people, spots = table.participants[rows].tolist(), (found.drawn @ turn).T.tolist()
    groups = map(Group, names, sizes[order].tolist(), map(tuple, lines), apart)
    shown = Groups(
        stability=lasting,
        axes=found.axes.shape[1],
        groups=tuple(groups),
        consensus=statements.consensus(circles, table.statements, may),
        places=tuple(map(Place, people, *spots, labels[found.labels].tolist())),
    )
    axes = (found.axes[:, :DRAWN_AXES] @ turn).T.tolist()
    return shown, Memory(
        table.statements, tuple(names), tuple(map(tuple, centres[order].tolist())), tuple(map(tuple, axes))
    )


def common(now: tuple[Name, ...], before: tuple[Name, ...]) -> tuple[list[int], list[int]]:
    """The columns, now and before, of the statements that both knew."""
    where = {name: column for column, name in enumerate(before)}
    pairs = [(column, where[name]) for column, name in enumerate(now) if name in where]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def matched(
    centres: statements.Doubles, sizes: NDArray[np.intp], asked: tuple[Name, ...], former: Memory | None
) -> list[int]:
    """A label for each group: that of the former group it resembles most, the next free one when it is new."""
    here, there = common(asked, former.statements) if former else ([], [])
    if not former or not here:
        largest_first = sorted(range(len(centres)), key=lambda number: (-sizes[number], *centres[number]))
        return [largest_first.index(number) for number in range(len(centres))]
    before = np.array(former.centres)[:, there]
    costs = ((centres[:, here][:, None, :] - before) ** 2).sum(axis=2)
    labels: dict[int, int] = {}
    if len(centres) <= len(before):
        labels = {number: former.labels[old] for number, old in enumerate(clusters.best_match(costs))}
    else:
        labels = {number: former.labels[old] for old, number in enumerate(clusters.best_match(costs.T))}
    free = iter(set(range(len(centres) + len(before))) - set(former.labels))
    return [labels[number] if number in labels else next(free) for number in range(len(centres))]


def turning(axes: space.Floats, asked: tuple[Name, ...], former: Memory | None) -> space.Floats:
    """What turns the drawn axes to lie as the former ones did (Schönemann, 1966): the picture does not flip."""
    here, there = common(asked, former.statements) if former else ([], [])
    if not former or not here:
        return np.eye(DRAWN_AXES, dtype=np.float32)
    before = np.array(former.axes, dtype=np.float32).T[there]
    left, _, right = np.linalg.svd(axes[here].T @ before)
    return left @ right
