"""Metropolitan France by department, as drawn by tools/departments.py. Licence: LICENSE-departments.md."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

from fabrique.core.pictures.picture import number

SLAB = 13  # thickness of the board, upper ply
SLAB_BELOW = 20  # lower ply
WIDTH, HEIGHT = 613, 585


@cache
def outlines():
    return json.loads(Path(__file__).with_name("departments.json").read_text(encoding="utf-8"))


def department_name(code):
    """French name of a department. Raises ValueError for a code that is not one."""
    data = outlines()
    if code in data["departments"]:
        return data["departments"][code]["name"]
    if code in data["overseas"]:
        return data["overseas"][code]
    raise ValueError(f"Unknown department: {code!r}")


@cache
def land_path():
    points = (" ".join(f"{number(x)},{number(y)}" for x, y in ring) for ring in outlines()["coast"])
    return "".join(f"M{ring}z" for ring in points)


def facing_reader(ring):
    """Runs of consecutive edges that look down the page: only those show their thickness."""
    edges = list(pairwise([*ring, ring[0]]))
    start = next(index for index, ((x1, _), (x2, _)) in enumerate(edges) if x2 >= x1)
    run = []
    for (x1, y1), (x2, y2) in edges[start:] + edges[:start]:
        if x2 < x1:
            run = run or [(x1, y1)]
            run.append((x2, y2))
        elif run:
            yield run
            run = []
    if run:
        yield run


@cache
def slab_path(depth):
    """The edge of the board, `depth` thick."""
    parts = []
    for ring in outlines()["coast"]:
        for run in facing_reader(ring):
            line = run + [(x, y + depth) for x, y in reversed(run)]
            parts.append("M" + " ".join(f"{number(x)},{number(y)}" for x, y in line) + "z")
    return "".join(parts)


@cache
def land_at(y):
    """Where the land lies on a horizontal line: pairs of abscissas, from west to east."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in outlines()["coast"]
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def ground(left, top, right, bottom):
    """What lies under a box: "land", "sea", or None when it lies across the shore."""
    rows = range(int(top), int(bottom) + 1, 3)
    if all(any(west <= left and right <= east for west, east in land_at(y)) for y in rows):
        return "land"
    shadow = range(int(top) - SLAB_BELOW - 2, int(bottom) + 1, 3)
    if not any(west < right and left < east for y in shadow for west, east in land_at(y)):
        return "sea"
    return None
