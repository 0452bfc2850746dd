"""Where names go on a map: near their cubes, never on another one, wholly on land or wholly at sea."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import cos, pi, sin

from fabrique.core.pictures.lettering import LINE, text_width
from fabrique.core.pictures.outlines import WIDTH, ground

DISTANCES = (0, 8, 18, 28, 40, 54, 70, 88, 108, 130, 156, 186, 220)
TURNS = (0, 12, 18, 6, 3, 21, 9, 15, 1, 23, 11, 13, 2, 22, 10, 14, 4, 20, 8, 16, 5, 19, 7, 17)  # sides first
DIRECTIONS = tuple(turn * pi / 12 for turn in TURNS)
CLEAR = 5  # between cubes and name
LEADER_FROM = 14  # nearer than this, a name needs no line
LEADER_GAP = 4
MARGIN = 3
HOMELESS = 10_000  # cost of a name without a place
FEW = 24  # names, beyond which one order is tried
ROUNDS = 4
MOVED = 2  # names, at most, to make room for another
NARROWER = 120  # cost of a name in more lines


@dataclass(frozen=True)
class Label:
    """Lines of text at (x, first baseline). `leader` goes from the cubes to the name, or is None."""

    lines: tuple
    x: float
    y: float
    anchor: str
    ground: str
    box: tuple
    leader: tuple | None
    reach: tuple  # the box and its leader together


def crosses(box, other, gap=2):
    return not (
        box[2] + gap <= other[0] or other[2] + gap <= box[0] or box[3] + gap <= other[1] or other[3] + gap <= box[1]
    )


def runs_over(leader, box, gap=1):
    """Whether a segment enters a box grown by `gap`."""
    (x1, y1), (x2, y2) = leader
    enters, leaves = 0.0, 1.0
    sides = (
        (x1 - x2, x1 - box[0] + gap),
        (x2 - x1, box[2] + gap - x1),
        (y1 - y2, y1 - box[1] + gap),
        (y2 - y1, box[3] + gap - y1),
    )
    for speed, room in sides:
        if speed == 0:
            if room <= 0:
                return False
        elif speed < 0:
            enters = max(enters, room / speed)
        else:
            leaves = min(leaves, room / speed)
    return enters < leaves


def candidate(lines, extent, size, around, toward):
    """The label whose nearest side stands off the cubes; toward: (distance, direction)."""
    distance, direction = toward
    left, top, right, bottom = around
    dx, dy = cos(direction), sin(direction)
    start = ((left + right) / 2 + dx * (right - left) / 2, (top + bottom) / 2 + dy * (bottom - top) / 2)
    end = (start[0] + dx * (distance + CLEAR), start[1] + dy * (distance + CLEAR))
    width, height = extent
    across = "start" if dx > 0.35 else "end" if dx < -0.35 else "middle"
    x = end[0]
    edge = {"start": x, "end": x - width, "middle": x - width / 2}[across]
    above = {1: 0, -1: height, 0: height / 2}[(dy > 0.5) - (dy < -0.5)]
    box = (edge, end[1] - above, edge + width, end[1] - above + height)
    near = (end[0] - dx * LEADER_GAP, end[1] - dy * LEADER_GAP)
    leader = (start, near) if distance >= LEADER_FROM else None
    return Label(tuple(lines), x, box[1] + size * 0.98, across, ground(*box) or "", box, leader, reach_of(box, leader))


def reach_of(box, leader):
    if leader is None:
        return box
    (x1, y1), (x2, y2) = leader
    return min(box[0], x1, x2), min(box[1], y1, y2), max(box[2], x1, x2), max(box[3], y1, y2)


def turned(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cut_each_other(one, other):
    (a, b), (c, d) = one, other
    return turned(a, b, c) * turned(a, b, d) < 0 and turned(c, d, a) * turned(c, d, b) < 0


def candidates(lines, size, height, around, cubes):
    """Every place where the name would be clear of the cubes, the nearest first: (cost, label)."""
    found = []
    extent = max(text_width(line, size) for line, *_rest in lines), len(lines) * size * LINE
    for cost, toward in enumerate(product(DISTANCES, DIRECTIONS)):
        label = candidate(lines, extent, size, around, toward)
        left, top, right, bottom = label.box
        if left < MARGIN or right > WIDTH - MARGIN or top < MARGIN or bottom > height - MARGIN:
            continue
        if not label.ground or any(crosses(label.box, other) for other in cubes):
            continue
        if label.leader and any(runs_over(label.leader, other) for other in cubes if other != around):
            continue
        found.append((cost, label))
    return found


def agree(one, other):
    """Most pairs are far apart: their reach is looked at first."""
    if not crosses(one.reach, other.reach, 4):
        return True
    if crosses(one.box, other.box, 4):
        return False
    if any(a.leader and runs_over(a.leader, b.box, 3) for a, b in ((one, other), (other, one))):
        return False
    return not (one.leader and other.leader and cut_each_other(one.leader, other.leader))


def nearest(choices, placed):
    """The first (cost, label) that agrees with all the placed ones."""
    others = [label for _cost, label in placed.values()]
    return next((choice for choice in choices if all(agree(choice[1], other) for other in others)), None)


def attempt(order, choices):
    """Place each name, in this order, the nearest it can; then move one or two to make room for those left out."""
    placed = {}
    for index in order:
        if found := nearest(choices[index], placed):
            placed[index] = found
    for index in order if len(order) <= FEW else ():
        if index not in placed:
            placed = make_room(index, choices, placed) or placed
    return placed


def make_room(index, choices, placed):
    for choice in choices[index]:
        hindered = [other for other, (_cost, label) in placed.items() if not agree(choice[1], label)]
        if len(hindered) > MOVED:
            continue
        trial = {other: found for other, found in placed.items() if other not in hindered} | {index: choice}
        for other in hindered:
            if found := nearest(choices[other], trial):
                trial[other] = found
        if len(trial) > len(placed):
            return trial
    return None


def cost_of(placed, choices):
    return sum(cost for cost, _label in placed.values()) + HOMELESS * (len(choices) - len(placed))


@lru_cache(maxsize=64)
def place(named, size, height, cubes):
    """named: tuple of (ways to write the name in lines, box of its cubes), the best way first.

    As many labels in return, None where no room was found or no name given.

    Names are laid in several orders, those left out coming first the next time; the best result is kept, and
    remembered: it takes a second or so on a full map.
    """
    few = len(named) <= FEW
    choices = {
        index: [
            (cost + rank * NARROWER, label)
            for rank, lines in enumerate(ways[: None if few else 1])
            for cost, label in candidates(lines, size, height, around, cubes)
        ]
        for index, (ways, around) in enumerate(named)
        if ways
    }
    keys = (
        lambda index: (len(choices[index]), index),
        lambda index: (named[index][1][0], index),
        lambda index: (-named[index][1][2], index),
        lambda index: (named[index][1][1], index),
        lambda index: (-named[index][1][3], index),
    )
    best = {}
    for key in keys if few else keys[:1]:
        order = sorted(choices, key=key)
        for _round in range(ROUNDS if few else 1):
            placed = attempt(order, choices)
            best = min(best, placed, key=lambda result: cost_of(result, choices))
            left_out = [index for index in order if index not in placed]
            if not left_out:
                break
            order = left_out + [index for index in order if index in placed]
    return tuple(best[index][1] if index in best else None for index in range(len(named)))
