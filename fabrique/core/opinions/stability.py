"""Would the groups come back? Half of the votes are put aside at random, and everything is done again.

The stability is the mean adjusted Rand index between the groups of all votes and those of each half: would you be in
the same group, had you answered half as much? Thresholds come from planted designs and from votes without any group:
see docs/opinion-map.md. Large rooms are asked through a draw of people: fewer people can only come back less well.
"""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from fabrique.core.opinions import clusters, space
from fabrique.core.opinions.votes import SILENT

DRAWS = 10
PEOPLE = 400
CELLS = 200_000
STABLE = 0.3
STILL_STABLE = 0.25  # groups already shown are not taken away by one vote


def few(codes: NDArray, chance: Generator) -> clusters.Labels:
    """Rows enough to judge by: all of them in a small room."""
    return clusters.drawn(len(codes), max(PEOPLE, CELLS // codes.shape[1]), chance)


def stability(codes: NDArray[np.uint8], labels: clusters.Labels, groups: int, axes: int, chance: Generator) -> float:
    found = []
    for _draw in range(DRAWS):
        rows = few(codes, chance)
        half = codes[rows]
        half[chance.integers(0, 2, half.shape, dtype=np.int8) == 0] = SILENT
        table = space.centred(half)
        _, axes_found = space.axes(table, axes, chance)
        points = space.places(table, axes_found, np.count_nonzero(half != SILENT, axis=1))
        again = clusters.k_means(points, groups, chance, starts=2)
        found.append(clusters.adjusted_rand(again, labels[rows]))
    return float(np.mean(found))
