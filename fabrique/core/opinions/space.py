"""From votes to a few axes: mean-imputed principal components, by randomised subspace iteration.

A missing vote is worth the mean of its statement, hence zero once centred. Each participant's place is stretched by the
square root of statements over votes, so that those who voted little are not heaped in the middle (Small et al., 2021).
Subspace iteration: Halko, Martinsson and Tropp (2011). How many axes are real: parallel analysis by sign flips (Horn,
1965; Hong, Sheng and Dobriban, 2020): an axis counts when it is longer than the longest of the same table with the sign
of each centred vote drawn by lot, which keeps who voted on what and breaks what goes together.
"""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from fabrique.core.opinions.votes import PASS, SILENT

type Floats = NDArray[np.float32]

MOST_AXES = 3
WIDTH = 8
FLIPS = 19
PASSES = 4
BLOCK = 1_000  # rows made at once, to stay near the processor


def centred(codes: NDArray[np.uint8]) -> Floats:
    values = codes.astype(np.float32)
    values -= PASS
    blocks = [slice(start, start + BLOCK) for start in range(0, len(codes), BLOCK)]
    voters = np.zeros(codes.shape[1], dtype=np.float32)
    for rows in blocks:
        spoken = codes[rows] != SILENT
        voters += np.add.reduce(spoken, axis=0, dtype=np.int32)
        values[rows] *= spoken
    # sums of whole numbers, exact in single precision up to sixteen million people
    means = (np.ones(len(codes), dtype=np.float32) @ values) / np.maximum(voters, 1)
    for rows in blocks:
        values[rows] -= means
        values[rows] *= codes[rows] != SILENT
    return values


def axes(table: Floats, wanted: int, chance: Generator, near: Floats | None = None) -> tuple[Floats, Floats]:
    """The lengths of the longest axes, and the axes themselves (statements × wanted), turned the same way each time.

    `near`: axes found on some of the rows, from which half of the passes are enough.
    """
    width = min(WIDTH, *table.shape)
    basis = chance.standard_normal((table.shape[1], width), dtype=np.float32)
    if near is not None:
        basis[:, : near.shape[1]] = near
    for _pass in range(PASSES if near is None else PASSES // 2):
        basis = np.linalg.qr(table.T @ (table @ basis))[0]
    seen = table @ basis
    squares, turn = np.linalg.eigh(seen.T @ seen)
    found = (basis @ turn[:, ::-1])[:, :wanted]
    strongest = found[np.abs(found).argmax(axis=0), np.arange(found.shape[1])]
    return np.sqrt(np.maximum(squares[::-1][:wanted], 0)), found * np.where(strongest < 0, -1, 1).astype(np.float32)


def real_axes(table: Floats, chance: Generator) -> tuple[int, Floats]:
    """How many axes stand out of chance, `MOST_AXES` at most, and the longest ones; chance alone passes once in twenty."""
    lengths, found = axes(table, MOST_AXES, chance)
    longest = 0.0
    for _flip in range(FLIPS):
        signs = chance.integers(0, 2, table.shape, dtype=np.int8) * np.int8(2) - np.int8(1)
        longest = max(longest, float(axes(table * signs, 1, chance)[0][0]))
    return int(np.count_nonzero(lengths > longest)), found


def places(table: Floats, found: Floats, votes: NDArray[np.int64]) -> Floats:
    stretch = np.sqrt(table.shape[1] / np.maximum(votes, 1)).astype(np.float32)
    return (table @ found) * stretch[:, None]
