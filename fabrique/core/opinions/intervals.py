"""The uncertainty of a share, by Wilson's score interval (E. B. Wilson, 1927).

Chosen over Jeffreys': Brown, Cai and DasGupta (2001) recommend both for small samples; Wilson's is one line of
arithmetic, needs no incomplete beta function, and never says that five voters out of five prove unanimity.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fabrique.core.opinions.shapes import Count, Span
from fabrique.core.opinions.votes import AGREE, DISAGREE

NORMAL_95 = 1.959963984540054


def wilson(successes: ArrayLike, trials: ArrayLike, normal: float = NORMAL_95) -> tuple[NDArray, NDArray, NDArray]:
    """Shares, lower bounds, upper bounds. Nothing is known of no trial: 0 to 1."""
    successes, trials = np.asarray(successes), np.asarray(trials)
    known = np.maximum(trials, 1)
    share = successes / known
    spread = normal * normal / known
    middle = (share + spread / 2) / (1 + spread)
    half = normal * np.sqrt(share * (1 - share) / known + spread / (4 * known)) / (1 + spread)
    # at the ends the formula gives 0 and 1 exactly, less a rounding
    low = np.where(successes > 0, middle - half, 0.0)
    high = np.where(successes < trials, middle + half, 1.0)
    return share, low, np.where(trials > 0, high, 1.0)


def spans(successes: NDArray[np.int64], voters: NDArray[np.int64]) -> list[Span]:
    return list(map(Span, *(figures.tolist() for figures in wilson(successes, voters))))


def told(votes: NDArray[np.int64]) -> list[Count]:
    """`votes`: statements × (disagree, pass, agree)."""
    voters, agree, disagree = votes.sum(axis=1), votes[:, AGREE], votes[:, DISAGREE]
    figures = (voters.tolist(), agree.tolist(), disagree.tolist(), spans(agree, voters), spans(disagree, voters))
    return list(map(Count, *figures))
