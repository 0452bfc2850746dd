"""Isometric cubes: one cube is one unit of whatever is counted."""

from math import sqrt

from fabrique.core.pictures.picture import number

HALF = sqrt(3) / 2
KINDS = ("teal", "brown", "grey")
PRINT = {  # top, left, right
    "teal": ("#79bab1", "#2b7d76", "#0d5c58"),
    "brown": ("#cda27a", "#a06d41", "#7a4b29"),
    "grey": ("#abb1ae", "#7d8582", "#575e5b"),
}
GAP = 0.94  # a thin joint stays visible between two cubes that touch


def polygon(*points):
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def faces(edge):
    """The outline and the three faces of a cube of this edge, centred on its nearest corner."""
    side = edge * GAP
    far, half = side * HALF, side / 2
    whole, rise = edge * HALF, edge / 2
    return {
        "outline": polygon((0, -edge), (whole, -rise), (whole, rise), (0, edge), (-whole, rise), (-whole, -rise)),
        "top": polygon((0, -side), (far, -half), (0, 0), (-far, -half)),
        "left": polygon((-far, -half), (0, 0), (0, side), (-far, half)),
        "right": polygon((far, -half), (0, 0), (0, side), (far, half)),
        "corner": polygon((-whole, -rise), (0, 0), (0, edge), (0, 0), (whole, -rise)),
        "mark": polygon((0, -0.78 * side), (far * 0.56, -half), (0, -0.22 * side), (-far * 0.56, -half)),
    }


def symbols(kinds, edge):
    """What the template needs to define one cube per kind. The top tells kinds apart without colour."""
    drawn = faces(edge)
    return [
        {"kind": kind, "top": PRINT[kind][0], "left": PRINT[kind][1], "right": PRINT[kind][2], "faces": drawn}
        for kind in KINDS
        if kind in kinds
    ]


def stack(count, edge):
    """Places of `count` cubes as one compact heap, from back to front, around (0, 0)."""
    side = 1
    while side**3 < count:
        side += 1
    floor = [(i, j) for i in range(side) for j in range(side)]
    floor.sort(key=lambda cell: (sum(cell), cell))
    if count == 2:
        floor = [(1, 0), (0, 1)]
    places = []
    for level in range(side):
        for i, j in floor[: count - len(places)]:
            places.append(((j - i) * edge * HALF, (i + j - side + 1) * edge / 2 - level * edge))
    return places


def box(places, edge):
    """left, top, right, bottom of a heap."""
    xs, ys = zip(*places, strict=True)
    return min(xs) - edge * HALF, min(ys) - edge, max(xs) + edge * HALF, max(ys) + edge
