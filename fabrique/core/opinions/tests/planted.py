"""Votes with four planted groups, for the opinion map (performance.md, P3). No settings, NumPy alone.

`axes`: two axes of opinion, each group a quarter of the plane. `indep`: what each group says of a divisive statement is a
coin of its own, so that three axes are needed. `none`: no group at all. A quarter of the statements gathers everybody,
15 % are answered at random, the rest divides at 80 / 20; 15 % of the votes are passes; people answer 5 to 60 % of them.
"""

import numpy as np

SHARES = (0.4, 0.3, 0.2, 0.1)


def leaning(statements: int, design: str, chance: np.random.Generator) -> np.ndarray:
    """The probability to agree, of each group on each statement."""
    order = chance.permutation(statements)
    gathering, random = int(0.25 * statements), int(0.15 * statements)
    if design == "none":
        return np.tile(chance.uniform(0.1, 0.9, statements), (4, 1))
    probability = np.full((4, statements), 0.5)
    probability[:, order[:gathering]] = 0.85
    divisive = order[gathering + random :]
    if design == "indep":
        sides = chance.choice([-1, 1], (4, len(divisive)))
    else:
        two = np.array([[1, 1, -1, -1], [1, -1, 1, -1]])
        sides = (two[np.arange(len(divisive)) % 2] * chance.choice([-1, 1], len(divisive))[:, None]).T
    probability[:, divisive] += 0.3 * sides
    return probability


def planted(people: int, statements: int, design: str, seed: int, density: float = 0.22):
    """Participants, statements, votes; then the group of each participant."""
    chance = np.random.default_rng(seed)
    groups = chance.choice(4, people, p=SHARES)
    probability = leaning(statements, design, chance)
    answering = np.clip(chance.gamma(4, density / 4, people), 0.05, max(0.6, density))
    lines = []
    for start in range(0, people, 5000):
        here = slice(start, start + 5000)
        rows, columns = np.nonzero(chance.random((len(answering[here]), statements)) < answering[here, None])
        agrees = chance.random(len(rows)) < probability[groups[here][rows], columns]
        votes = np.where(chance.random(len(rows)) < 0.15, 0, np.where(agrees, 1, -1))
        lines.append((rows + start, columns, votes))
    who, on, cast = map(np.concatenate, zip(*lines, strict=True))
    return who.astype(np.int32), on.astype(np.int32), cast.astype(np.int8), groups
