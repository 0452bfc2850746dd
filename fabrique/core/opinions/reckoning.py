"""The door: votes in, everything that a room may be shown of itself out."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from fabrique.core.opinions import categories, votes
from fabrique.core.opinions.groups import groups
from fabrique.core.opinions.shapes import BadVotes, Memory, Name, Reckoning


def reckon(
    participants: ArrayLike,
    statements: ArrayLike,
    cast: ArrayLike,
    *,
    categories_of: Mapping[Name, Name] | None = None,
    former: Memory | None = None,
) -> Reckoning:
    """One line a vote: who, on what, 1 (agree), -1 (disagree) or 0 (pass).

    The same votes, in any order and under any numbers, give the same answer; `former`, the memory of the reckoning
    before, only keeps the names of groups and the direction of the picture. Raises BadVotes.
    """
    table = votes.read(participants, statements, cast)
    declared = categories_of or {}
    names = tuple(sorted(set(declared.values()), key=lambda name: (isinstance(name, str), name)))
    rank = {name: number for number, name in enumerate(names)}
    circle = np.array([rank.get(declared.get(who), len(names)) for who in table.participants.tolist()], dtype=np.intp)  # type: ignore[arg-type]  # nobody's circle: None is asked too
    counts = table.counts(circle, len(names) + 1)  # the last circle declared nothing
    everybody = counts.sum(axis=0)
    told = categories.agreements(names, table.statements, counts[:-1], everybody)
    opinion, memory = groups(table, everybody, former)
    return Reckoning(
        people=len(table.codes),
        votes=len(table.cells),
        statements=table.statements,
        agreements=told,
        uniting=categories.uniting(told),
        dividing=categories.dividing(told),
        opinion=opinion,
        memory=memory,
    )


__all__ = ["BadVotes", "reckon"]
