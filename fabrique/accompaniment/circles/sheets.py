"""The frozen sheet: every word of it makes the print that is published before the draw."""

import hashlib
import unicodedata
from collections.abc import Iterable

from fabrique.accompaniment.circles.enums import Axis
from fabrique.accompaniment.circles.models import Band, Candidate, Draw
from fabrique.accompaniment.circles.sortition import Entry, share_out
from fabrique.core.text import fold


def rank(candidate: Candidate) -> tuple[str, ...]:
    """The order of the list depends on who is in it, never on who was typed first, nor on a database's alphabet."""
    return (fold(candidate.name), candidate.name, candidate.reach, *candidate.profile)


def quotas(draw: Draw, bands: Iterable[Band]) -> dict[Axis, dict[str, int]]:
    """Seats of each band, axis by axis."""
    populations: dict[Axis, dict[str, int]] = {axis: {} for axis in Axis}
    for band in bands:
        populations[Axis(band.axis)][band.label] = band.population
    return {axis: share_out(counts, draw.seats) for axis, counts in populations.items()}


def sheet(draw: Draw, bands: Iterable[Band], candidates: Iterable[Candidate]) -> str:
    """Rules, quotas and list as plain text, lines in an order that nobody chooses."""
    planned = quotas(draw, bands)
    lines = [f"fabrique-tirage-1;{draw.seats};{draw.opposed_seats}"]
    for axis in Axis:
        lines += [f"{axis.value};{label};{seats}" for label, seats in sorted(planned[axis].items())]
    for one in sorted(candidates, key=lambda one: one.number or 0):
        opposed = "oui" if one.opposed else "non"
        lines.append(";".join([str(one.number), one.name, one.reach, *one.profile, opposed]))
    return unicodedata.normalize("NFC", "\n".join(lines) + "\n")


def print_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def entries(candidates: Iterable[Candidate]) -> list[Entry]:
    return [Entry(one.number or 0, one.profile, one.opposed) for one in candidates]
