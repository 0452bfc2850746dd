"""Votes in, one canonical table out: the order of rows, and the numbers participants happen to bear, change nothing."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fabrique.core.opinions.shapes import BadVotes, Name

BLOCK = 1_000_000  # votes counted at once, to bound the memory
CELLS = 100_000_000  # one byte each here, four once centred
DISAGREE, PASS, AGREE, SILENT = 0, 1, 2, 3


@dataclass(frozen=True)
class Table:
    """One row a participant, one column a statement, rows in the order of what they hold."""

    codes: NDArray[np.uint8]
    participants: NDArray
    statements: tuple[Name, ...]
    seed: int
    rows: NDArray[np.integer]
    cells: NDArray[np.integer]  # of each vote: column * 3 + vote

    def answered(self) -> NDArray[np.int64]:
        """How many statements each participant voted on."""
        told = np.zeros(len(self.codes), dtype=np.int64)
        for start in range(0, len(self.rows), BLOCK):
            told += np.bincount(self.rows[start : start + BLOCK], minlength=len(told))
        return told

    def counts(self, circle: NDArray[np.intp], circles: int) -> NDArray[np.int64]:
        """Votes of each circle on each statement: circles × statements × (disagree, pass, agree). -1 is in none."""
        size = len(self.statements) * 3
        first = np.where(circle < 0, circles, circle) * size  # one circle more for those who are in none
        told = np.zeros((circles + 1) * size, dtype=np.int64)
        for start in range(0, len(self.cells), BLOCK):
            here = slice(start, start + BLOCK)
            told += np.bincount(first[self.rows[here]] + self.cells[here], minlength=len(told))
        return told[: circles * size].reshape(circles, len(self.statements), 3)


def read(participants: ArrayLike, statements: ArrayLike, votes: ArrayLike) -> Table:
    """Refuses a second vote of somebody on the same statement: whoever calls keeps the last one, and knows which."""
    votes = np.asarray(votes) if np.size(votes) else np.zeros(0, dtype=np.int8)
    people, rows = named(participants, votes.size)
    asked, columns = named(statements, votes.size)
    if len(people) * len(asked) > CELLS:
        raise BadVotes("There are too many participants and statements to be reckoned at once.")
    if votes.size and (votes.ndim != 1 or votes.dtype.kind not in "iu" or votes.min() < -1 or votes.max() > 1):
        raise BadVotes("A vote is 1 (agree), -1 (disagree) or 0 (pass).")
    codes = np.full((len(people), len(asked)), SILENT, dtype=np.uint8)
    codes[rows, columns] = votes + 1
    if np.count_nonzero(codes != SILENT) != votes.size:
        raise BadVotes("Somebody voted twice on the same statement.")
    order = by_content(codes)
    codes = codes[order]
    seed = int.from_bytes(hashlib.blake2b(codes, digest_size=8).digest())
    place = np.empty(len(people), dtype=np.int32)
    place[order] = np.arange(len(people), dtype=np.int32)
    cells = np.multiply(columns, 3, dtype=np.int32)
    cells += votes
    cells += 1
    return Table(codes, people[order], tuple(asked.tolist()), seed, place[rows], cells)


def named(names: ArrayLike, votes: int) -> tuple[NDArray, NDArray]:
    """The distinct names in order, and the rank of each name given. Small whole numbers are ranked without sorting."""
    names = np.asarray(names)
    if names.shape != (votes,):
        raise BadVotes("Participants, statements and votes do not have the same number of lines.")
    if names.dtype.kind not in "iuU" and votes:
        raise BadVotes("Participants and statements are named by whole numbers or by texts.")
    if votes and names.dtype.kind in "iu" and names.min() >= 0 and names.max() < 4 * votes + 1000:
        present = np.zeros(int(names.max()) + 1, dtype=bool)
        present[names] = True
        return np.flatnonzero(present), (np.cumsum(present, dtype=np.int32) - 1)[names]
    return np.unique(names, return_inverse=True)


def by_content(codes: NDArray[np.uint8]) -> NDArray[np.intp]:
    if not codes.size:
        return np.arange(len(codes))
    # one text a row: compared byte by byte, zeros included, since all are of one length
    return np.argsort(codes.view(f"S{codes.shape[1]}").ravel(), kind="stable")
