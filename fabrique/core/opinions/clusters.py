"""k-means, the silhouette on a sample, and the adjusted Rand index.

Sources: Lloyd (1982), seeds of Arthur and Vassilvitskii (2007), Rousseeuw (1987), Hubert and Arabie (1985).
"""

from itertools import permutations

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from fabrique.core.opinions.space import Floats

type Labels = NDArray[np.intp]

SAMPLE = 1_000
STARTS = 4
STEPS = 30
LAST_STEPS = 10


def drawn(length: int, most: int, chance: Generator) -> Labels:
    return np.arange(length) if length <= most else np.sort(chance.choice(length, most, replace=False))


def distances(points: Floats, centres: Floats) -> Floats:
    """Squared."""
    squares = (points * points).sum(axis=1)[:, None] + (centres * centres).sum(axis=1)
    return np.maximum(squares - 2 * (points @ centres.T), 0)


def nearest(points: Floats, centres: Floats) -> Labels:
    """A point's own square is the same for every centre."""
    return ((centres * centres).sum(axis=1) - 2 * (points @ centres.T)).argmin(axis=1)


def first_centres(points: Floats, groups: int, chance: Generator) -> Floats:
    chosen = [points[chance.integers(len(points))]]
    for _centre in range(groups - 1):
        away = distances(points, np.array(chosen)).min(axis=1).astype(np.float64)
        total = away.sum()
        chosen.append(points[chance.choice(len(points), p=away / total if total else None)])
    return np.array(chosen)


def settle(points: Floats, centres: Floats, steps: int = STEPS) -> tuple[Labels, Floats]:
    labels = nearest(points, centres)
    for _step in range(steps):
        sizes = np.bincount(labels, minlength=len(centres))
        sums = np.stack([np.bincount(labels, axis, len(centres)) for axis in points.T], axis=1)
        centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres).astype(np.float32)
        again = nearest(points, centres)
        if (again == labels).all():
            break
        labels = again
    return labels, centres


def k_means(points: Floats, groups: int, chance: Generator, starts: int = STARTS) -> Labels:
    """The best of several starts on a sample, then settled on everybody."""
    few = points[drawn(len(points), SAMPLE, chance)]
    best, least = few[:groups], np.inf
    for _start in range(starts):
        _, centres = settle(few, first_centres(few, groups, chance))
        scatter = float(distances(few, centres).min(axis=1).sum(dtype=np.float64))
        if scatter < least:
            best, least = centres, scatter
    return settle(points, best, steps=LAST_STEPS)[0]


def silhouettes(points: Floats, candidates: list[Labels], chance: Generator) -> list[float]:
    """The mean silhouette of each way to group the same points, on one sample of them; -1 for a group left empty."""
    few = drawn(len(points), SAMPLE, chance)
    apart = np.sqrt(distances(points[few], points[few]))
    np.fill_diagonal(apart, 0)
    return [silhouette(apart, labels[few]) for labels in candidates]


def silhouette(apart: Floats, labels: Labels) -> float:
    groups = int(labels.max()) + 1
    member = np.zeros((len(labels), groups), dtype=np.float32)
    member[np.arange(len(labels)), labels] = 1
    sizes = member.sum(axis=0)
    if (sizes == 0).any() or groups < 2:
        return -1.0
    sums = apart @ member
    rows = np.arange(len(labels))
    inside = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes
    means[rows, labels] = np.inf
    outside = means.min(axis=1)
    scores = (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-12)
    return float(np.where(sizes[labels] > 1, scores, 0).mean())


def adjusted_rand(one: Labels, other: Labels) -> float:
    """1 when two ways to group agree, about 0 when they agree as chance would."""
    together = np.bincount(one * (int(other.max()) + 1) + other).astype(np.float64)
    pairs, rows, columns, every = (
        float((sizes * (sizes - 1) / 2).sum())
        for sizes in (together, np.bincount(one), np.bincount(other), np.array([float(len(one))]))
    )
    expected = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def best_match(costs: NDArray[np.float64]) -> tuple[int, ...]:
    """For each line the column that costs least in all, each once: a column a line at least, few enough to try them all."""
    lines, columns = costs.shape
    return min(
        permutations(range(columns), lines),
        key=lambda order: sum(costs[line, column] for line, column in enumerate(order)),
    )
