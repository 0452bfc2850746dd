from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from fabrique.core.pictures import cubes, labels
from fabrique.core.pictures.lettering import LINE, plain, widest_piece, wrap
from fabrique.core.pictures.outlines import (
    HEIGHT,
    SLAB,
    SLAB_BELOW,
    WIDTH,
    department_name,
    land_path,
    outlines,
    slab_path,
)
from fabrique.core.pictures.picture import Picture, draw, number, remembered

EDGE = 14
EDGE_MINI = 40
ROOM_BELOW = 70  # for names, under the land
SIZES = {"wide": 17, "narrow": 23}  # 13 px at least, on a map 480 px wide and on one 350 px wide


@dataclass(frozen=True)
class Marker:
    """`count` things of one kind in one department; `code` None when they are nowhere on the map.

    Overseas departments are listed beside the map, as are the markers without a code. `note` is a second line.
    Raises ValueError for an unknown department, an unknown kind or nothing to count.
    """

    code: str | None
    label: str
    kind: str = "teal"
    count: int = 1
    url: str = ""
    note: str = ""

    def __post_init__(self):
        if self.code is not None:
            department_name(self.code)
        if self.kind not in cubes.KINDS:
            raise ValueError(f"Unknown kind of marker: {self.kind!r}")
        if self.url and not plain(self.label):
            raise ValueError("A link needs a name.")
        if self.count < 1:
            raise ValueError(f"A marker counts at least one thing: {self.label!r}")


@remembered
def draw_map(
    markers: Sequence[Marker],
    *,
    title: str,
    description: str,
    highlight: Sequence[str] = (),
    mini: bool = False,
    legend: Mapping[str, str] | None = None,
    prefix: str = "map",
) -> Picture:
    """France as a board, one cube a unit. `legend` names the kinds, in words, on the map and in its table.

    Text is laid twice, for a wide and for a narrow page; paper takes the wide one. `mini` draws no text.
    A map with links is a group of links for assistive technology, otherwise one image.
    """
    for code in highlight:
        department_name(code)
    legend = {kind: str(words) for kind, words in dict(legend or {}).items()}
    edge = EDGE_MINI if mini else EDGE
    heaps = settled([heap(code, inside, edge) for code, inside in by_department(markers)])
    aside = [marker for marker in markers if not on_map(marker)]
    layers = [] if mini else [lettered(name, size, heaps, aside, legend) for name, size in SIZES.items()]
    height = max([HEIGHT + SLAB_BELOW, *(layer["bottom"] for layer in layers)])
    svg = draw(
        "map.svg",
        prefix=prefix,
        title=plain(title),
        description=plain(description),
        width=WIDTH,
        height=height,
        linked=any(marker.url for marker in markers) and not mini,
        mini=mini,
        land=land_path(),
        slab=slab_path(SLAB),
        slab_below=slab_path(SLAB_BELOW),
        symbols=cubes.symbols({marker.kind for marker in markers} | set(legend), edge),
        lit=[outlines()["departments"][code]["path"] for code in highlight if code in outlines()["departments"]],
        heaps=heaps,
        layers=layers,
    )
    headers, rows = table(markers, legend)
    return Picture(
        svg,
        title,
        description,
        headers,
        rows,
        kind="map map--mini" if mini else "map",
        credit=", ".join([outlines()["credit"], outlines()["licence"], _("contours simplifiés")]),
    )


def on_map(marker):
    return marker.code in outlines()["departments"]


def by_department(markers):
    found = sorted(filter(on_map, markers), key=lambda marker: marker.code)
    return [(code, list(inside)) for code, inside in groupby(found, key=lambda marker: marker.code)]


def heap(code, markers, edge):
    kinds = [(marker.kind, marker.url) for marker in markers for _unit in range(marker.count)]
    places = cubes.stack(len(kinds), edge)
    left, top, right, bottom = cubes.box(places, edge)
    x, y = outlines()["departments"][code]["centre"]
    return {
        "markers": markers,
        "units": list(zip(places, kinds, strict=True)),
        "box": (left, top, right, bottom),
        "at": (x - (left + right) / 2, y - (top + bottom) / 2),
    }


def box_of(heap):
    (x, y), (left, top, right, bottom) = heap["at"], heap["box"]
    return x + left, y + top, x + right, y + bottom


def settled(heaps):
    """Push overlapping heaps apart, little by little, then write where each cube stands."""
    for _round in range(80):
        moved = False
        for index, one in enumerate(heaps):
            for other in heaps[index + 1 :]:
                if labels.crosses(box_of(one), box_of(other), 1):
                    part(one, other)
                    moved = True
        if not moved:
            break
    for one in heaps:
        x, y = one["at"]
        one["cubes"] = [
            {"x": number(x + dx), "y": number(y + dy), "kind": kind, "url": url}
            for (dx, dy), (kind, url) in one["units"]
        ]
    return sorted(heaps, key=lambda one: (one["at"][1], one["at"][0]))


def part(one, other):
    a, b = box_of(one), box_of(other)
    dx, dy = (b[0] + b[2] - a[0] - a[2]) or 1, (b[1] + b[3] - a[1] - a[3]) or 1
    length = (dx**2 + dy**2) ** 0.5
    step = (dx / length, dy / length)
    one["at"] = (one["at"][0] - step[0], one["at"][1] - step[1])
    other["at"] = (other["at"][0] + step[0], other["at"][1] + step[1])


def lines_of(markers, size, room):
    """Names in bold, notes after them: (text, class, address)."""
    return tuple(
        (line, kind, marker.url)
        for marker in markers
        for text, kind in ((marker.label, "name"), (marker.note, "sub"))
        for line in wrap(text, size, room)
    )


def ways_of(markers, size):
    """The names as wide as they like, then narrow, for a place where there is little room."""
    widest = widest_piece([words(one) for one in markers], size)
    wide = lines_of(markers, size, WIDTH / 2.6)
    narrow = lines_of(markers, size, min(WIDTH / 2.6, max(WIDTH / 5, widest)))
    return tuple(dict.fromkeys([wide, narrow])) if wide else ()


def lettered(name, size, heaps, aside, legend):
    """One layer of text: names beside the cubes; below the map, what found no room or no place; then the legend."""
    named = tuple((ways_of(one["markers"], size), box_of(one)) for one in heaps)
    placed = labels.place(named, size, HEIGHT + ROOM_BELOW, tuple(box for _ways, box in named))
    shore = max([HEIGHT + SLAB_BELOW, *(label.box[3] + size / 2 for label in placed if label)])
    homeless = [
        {
            "kind": "",
            "count": 0,
            "text": _("%(place)s : %(name)s") % {"place": department_name(one.code), "name": words(one)},
            "url": one.url,
        }
        for heap, (ways, _box), label in zip(heaps, named, placed, strict=True)
        if ways and not label
        for one in heap["markers"]
    ]
    elsewhere = [{"kind": one.kind, "count": one.count, "text": words(one), "url": one.url} for one in aside]
    key = [{"kind": kind, "count": 1, "text": text, "url": ""} for kind, text in legend.items()]
    rows, bottom = listed([*homeless, *elsewhere], size, shore)
    key_rows, bottom = listed(key, size, bottom + EDGE * bool(rows))
    found = [lettering(label, size) for label in placed if label]
    return {"name": name, "size": size, "labels": found, "rows": rows + key_rows, "bottom": bottom}


def words(marker):
    return " · ".join(filter(None, [marker.label, marker.note]))


def lettering(label, size):
    lines = [
        {"text": text, "kind": kind, "url": url, "x": number(label.x), "y": number(label.y + index * size * LINE)}
        for index, (text, kind, url) in enumerate(label.lines)
    ]
    return {
        "ground": label.ground,
        "anchor": label.anchor,
        "leader": [number(value) for point in label.leader for value in point] if label.leader else None,
        "links": [{"url": url, "lines": list(same)} for url, same in groupby(lines, key=lambda line: line["url"])],
    }


def listed(entries, size, y):
    """Rows of cubes and their words, under the map, and where they end."""
    rows = []
    for entry in entries:
        places = cubes.stack(entry["count"], EDGE) or [(0, 0)]
        left, top, right, bottom = cubes.box(places, EDGE) if entry["count"] else (0, 0, 0, 0)
        start = right - left + EDGE * bool(entry["count"])
        lines = wrap(entry["text"], size, WIDTH - start)
        tall = max(bottom - top, len(lines) * size * LINE)
        middle = y + tall / 2
        first = middle + (0.36 - (len(lines) - 1) / 2 * LINE) * size
        rows.append(
            {
                "kind": entry["kind"],
                "url": entry["url"],
                "x": number(start),
                "cubes": [
                    {"x": number(x - left), "y": number(middle + dy - (top + bottom) / 2)}
                    for x, dy in places[: entry["count"]]
                ],
                "lines": [{"text": text, "y": number(first + at * size * LINE)} for at, text in enumerate(lines)],
            }
        )
        y += tall + EDGE / 2
    return rows, y


def table(markers, legend):
    headers = [_("Nom"), _("Département"), _("Nombre")] + [_("Repère")] * bool(legend)
    rows = tuple(
        (
            words(marker),
            department_name(marker.code) if marker.code else "—",
            str(marker.count),
            *([legend.get(marker.kind, "—")] if legend else []),
        )
        for marker in markers
    )
    return tuple(headers), rows
