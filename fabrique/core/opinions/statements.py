"""Which statements tell a group apart, and which gather all groups: the measures of Polis, as its reference defines them.

Sources: C. Small et al., « Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces », Recerca 26(2),
2021; the implementation red-dwarf 0.4.0 (polis-community), measured beside ours in bench/opinions.py. For a group and a
side (agree, disagree): its probability with one voter added to each side; the test of that probability against one
half; its ratio to the probability among the others; the test of that difference. A statement tells a group apart when
both tests pass at 90 %, on one side.

One difference, on purpose: a group is measured only on the statements where it may be shown (`categories.shown`).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabrique.core.opinions.shapes import Consensus, Name, Representative
from fabrique.core.opinions.votes import AGREE, DISAGREE

type Doubles = NDArray[np.float64]

NORMAL_90 = 1.2815515655446004
MOST = 5
SIDES = ("agree", "disagree")


@dataclass(frozen=True)
class Measures:
    """Each of them: side × groups × statements."""

    probability: Doubles
    probability_test: Doubles
    ratio: Doubles
    ratio_test: Doubles


def measures(counts: NDArray[np.int64]) -> Measures:
    """`counts`: groups × statements × (disagree, pass, agree)."""
    voters = counts.sum(axis=2)
    votes = np.stack([counts[:, :, AGREE], counts[:, :, DISAGREE]])
    others, votes_of_others = voters.sum(axis=0) - voters, votes.sum(axis=1, keepdims=True) - votes
    probability = (votes + 1) / (voters + 2)
    inside, outside = (votes + 1) / (voters + 1), (votes_of_others + 1) / (others + 1)
    mixed = (votes + votes_of_others + 2) / (voters + others + 2)
    spread = np.sqrt(mixed * (1 - mixed) * (1 / (voters + 1) + 1 / (others + 1)))
    return Measures(
        probability=probability,
        probability_test=2 * np.sqrt(voters + 1) * (inside - 0.5),
        ratio=probability / ((votes_of_others + 1) / (others + 2)),
        ratio_test=np.divide(inside - outside, spread, out=np.zeros_like(inside), where=spread > 0),
    )


def representative(
    counts: NDArray[np.int64], statements: tuple[Name, ...], may: NDArray[np.bool_] | None = None, most: int = MOST
) -> tuple[tuple[Representative, ...], ...]:
    """For each group, `most` statements at most: the one it agrees with best, then by strength; agreements first."""
    told = measures(counts)
    significant = (told.probability_test > NORMAL_90) & (told.ratio_test > NORMAL_90)
    stronger_side = np.where(told.ratio_test[0] > told.ratio_test[1], 0, 1)
    sides = np.where(significant[0], 0, np.where(significant[1], 1, stronger_side))
    strength = told.probability * told.probability_test * told.ratio * told.ratio_test
    chosen = []
    for group in range(len(counts)):
        columns = np.flatnonzero(may[group]) if may is not None else np.arange(len(statements))
        kept = [int(column) for column in columns if significant[:, group, column].any()]
        ranked = sorted(kept, key=lambda column: -strength[sides[group, column], group, column])
        head = best_agreed(told, counts, group, columns)
        if head is None and not kept and len(columns):
            head = int(max(columns, key=lambda column: told.ratio_test[:, group, column].max()))
        if head is not None:
            ranked = [head, *(column for column in ranked if column != head)]
        ordered = sorted(ranked[:most], key=lambda column: sides[group, column])
        chosen.append(tuple(Representative(statements[column], SIDES[sides[group, column]]) for column in ordered))
    return tuple(chosen)


def best_agreed(told: Measures, counts: NDArray[np.int64], group: int, columns: NDArray[np.intp]) -> int | None:
    """The reference walks the statements in order and keeps the better of two, by a measure that depends on the kept."""
    best = None
    ratio, ratio_test = told.ratio[0, group], told.ratio_test[0, group]
    probability, test = told.probability[0, group], told.probability_test[0, group]
    plain = probability * test
    strong = plain * ratio * ratio_test
    for column in columns:
        if counts[group, column, AGREE] + counts[group, column, DISAGREE] == 0:
            continue
        if best is None:
            better = test[column] > NORMAL_90 or (ratio[column] > 1 and probability[column] > 0.5)
        else:
            measure = strong if ratio[best] > 1 else plain
            better = measure[column] > measure[best]
        if better:
            best = int(column)
    return best


def consensus(
    counts: NDArray[np.int64], statements: tuple[Name, ...], may: NDArray[np.bool_] | None = None
) -> tuple[Consensus, ...]:
    """Only where each group may be shown: from the product and all factors but one, that one could be found."""
    products = measures(counts).probability.prod(axis=1)
    seen = may.all(axis=0) if may is not None else np.ones(len(statements), dtype=bool)
    return tuple(
        Consensus(statement, float(agree), float(disagree))
        for statement, agree, disagree, yes in zip(statements, *products, seen, strict=True)
        if yes and math.isfinite(agree)
    )
