"""How far two people who coded the same notes apart agree. Pure; nothing of it leaves the vault."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fabrique.accompaniment.interviews.sealed import Coded

FEWEST = 10
Pair = tuple[Coded, Coded]


@dataclass(frozen=True)
class Agreement:
    """`percent` and `kappa` are None when they mean nothing; `alone` are the passages that only one of the two kept."""

    pairs: int
    percent: int | None
    kappa: float | None
    alone: int

    @property
    def enough(self) -> bool:
        return self.pairs >= FEWEST


def overlap(one: Coded, other: Coded) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def same_passage(one: Coded, other: Coded) -> bool:
    """They share more than half of the shorter one."""
    return overlap(one, other) * 2 > min(one.end - one.start, other.end - other.start)


def paired(first: Sequence[Coded], second: Sequence[Coded]) -> list[Pair]:
    """Each passage of the first coder with the one of the second that it shares most with, each taken once."""
    candidates = [(one, other) for one in first for other in second
                  if one.interview == other.interview and same_passage(one, other)]  # fmt: skip
    candidates.sort(key=lambda pair: (-overlap(*pair), pair[0].start, pair[1].start))
    taken: set[str] = set()
    found = []
    for one, other in candidates:
        if not {one.code, other.code} & taken:
            taken |= {one.code, other.code}
            found.append((one, other))
    return found


def agreement(pairs: Sequence[Pair], *, alone: int = 0) -> Agreement:
    """On the kind of each passage that both kept. Cohen's kappa:

        κ = (p_o − p_e) / (1 − p_e)

    `p_o`: the share of passages given the same kind; `p_e`: the share that two coders with these habits would give the
    same by chance, Σ over kinds of (share of the first coder × share of the second). No kappa below ten passages, nor
    when both gave one same kind to all (p_e = 1).
    """
    n = len(pairs)
    if n < FEWEST:
        return Agreement(n, None, None, alone)
    observed = sum(one.kind == other.kind for one, other in pairs) / n
    first, second = Counter(one.kind for one, _ in pairs), Counter(other.kind for _, other in pairs)
    expected = sum(first[kind] * second[kind] for kind in first) / n**2
    kappa = None if expected == 1 else round((observed - expected) / (1 - expected), 2)
    return Agreement(n, round(observed * 100), kappa, alone)
