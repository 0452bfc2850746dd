"""The draw itself: no database, no clock, no chance of its own (R558). docs/sortition.md tells it in words.

The same sheet and the same seed give the same people, on any machine: every choice follows SHA-256 and plain order.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

ATTEMPTS = 100
Profile = tuple[str, ...]
Quotas = Sequence[Mapping[str, int]]


@dataclass(frozen=True)
class Entry:
    """A line of the frozen list: its number, one band on each axis, and whether a seat kept for opponents fits."""

    number: int
    profile: Profile
    opposed: bool = False


@dataclass(frozen=True)
class Seat:
    number: int
    profile: Profile
    reserved: bool = False


@dataclass(frozen=True)
class Outcome:
    """`attempt` tells which order of the lots was kept; `seats` may be fewer than asked, never more than a quota."""

    attempt: int
    seats: tuple[Seat, ...]


def share_out(populations: Mapping[str, int], seats: int) -> dict[str, int]:
    """Largest remainder: the whole part of each share, then the seats left to the largest remainders.

    Between equal remainders the larger population is served first, then the alphabet.
    """
    total = sum(populations.values())
    if not total:
        return dict.fromkeys(populations, 0)
    given = {label: seats * count // total for label, count in populations.items()}
    order = sorted(populations, key=lambda label: (-(seats * populations[label] % total), -populations[label], label))
    for label in order[: seats - sum(given.values())]:
        given[label] += 1
    return given


def lot(key: str, attempt: int, number: int) -> str:
    """What this line of the list draws, in this attempt: the smallest comes first."""
    return hashlib.sha256(f"{key}|{attempt}|{number}".encode()).hexdigest()


def draw(entries: Iterable[Entry], quotas: Quotas, seats: int, key: str, opposed: int = 0) -> Outcome:
    """The first attempt that fills every seat, else the one that fills most. `key` is the print of the sheet and the seed."""
    entries = list(entries)
    reachable = min(seats, *(reach(entries, axis, quota) for axis, quota in enumerate(quotas)))
    best, best_worth = Outcome(1, ()), (-1, -1)
    for attempt in range(1, ATTEMPTS + 1):
        taken = fill(entries, quotas, seats, opposed=opposed, key=key, attempt=attempt)
        worth = (len(taken), sum(seat.reserved for seat in taken))
        if worth > best_worth:
            best, best_worth = Outcome(attempt, tuple(taken)), worth
        if worth >= (reachable, opposed):
            break
    return best


def reach(entries: Sequence[Entry], axis: int, quota: Mapping[str, int]) -> int:
    """How many seats this axis alone can fill."""
    there = Counter(entry.profile[axis] for entry in entries)
    return sum(min(count, there[band]) for band, count in quota.items())


def fill(entries: Sequence[Entry], quotas: Quotas, seats: int, *, opposed: int, key: str, attempt: int) -> list[Seat]:
    """Seat by seat: the band most at risk of staying empty first, and in it the smallest lot."""
    ordered = sorted(entries, key=lambda entry: (lot(key, attempt, entry.number), entry.number), reverse=True)
    cells: dict[tuple[Profile, bool], list[Entry]] = {}
    for entry in ordered:
        cells.setdefault((entry.profile, entry.opposed), []).append(entry)
    free = [dict(quota) for quota in quotas]
    taken: list[Seat] = []
    reserved = opposed
    while len(taken) < seats:
        open_cells = {
            cell: waiting for cell, waiting in cells.items()
            if waiting and (cell[1] or not reserved) and all(free[axis].get(band, 0) for axis, band in enumerate(cell[0]))
        }  # fmt: skip
        if not open_cells:
            if not reserved:
                break
            reserved = 0
            continue
        axis, band = most_at_risk(open_cells, free)
        heads = [waiting[-1] for cell, waiting in open_cells.items() if cell[0][axis] == band]
        entry = min(heads, key=lambda head: (lot(key, attempt, head.number), head.number))
        cells[entry.profile, entry.opposed].pop()
        for position, taken_band in enumerate(entry.profile):
            free[position][taken_band] -= 1
        taken.append(Seat(entry.number, entry.profile, bool(reserved)))
        reserved = max(reserved - 1, 0)
    return taken


def most_at_risk(open_cells: Mapping[tuple[Profile, bool], list[Entry]], free: Quotas) -> tuple[int, str]:
    """The band with the fewest people left for each of its free seats."""
    left: Counter[tuple[int, str]] = Counter()
    for (profile, _opposed), waiting in open_cells.items():
        for axis, band in enumerate(profile):
            left[axis, band] += len(waiting)
    return min(left, key=lambda place: (Fraction(left[place], free[place[0]][place[1]]), place))


def waiting_line(entries: Iterable[Entry], seat: Seat, called: Iterable[int], key: str, attempt: int) -> list[int]:
    """Who replaces whoever held this seat: the same bands on every axis, in the order of their lots."""
    gone = set(called)
    same = [
        entry for entry in entries
        if entry.profile == seat.profile and entry.number not in gone and (entry.opposed or not seat.reserved)
    ]  # fmt: skip
    return [entry.number for entry in sorted(same, key=lambda entry: (lot(key, attempt, entry.number), entry.number))]
