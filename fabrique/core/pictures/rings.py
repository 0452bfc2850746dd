"""Who stands around something: rings from the heart outwards, one numbered mark each, named below."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.translation import gettext as _

from fabrique.core.pictures.cubes import polygon
from fabrique.core.pictures.lettering import plain, wrap
from fabrique.core.pictures.picture import Picture, draw, number, remembered

WIDTH = 360  # a phone: the same drawing, no smaller letters
SIZE = 15
LINE = 19
MARK = 13  # half of a mark
APART = 30  # from a mark to the next on its ring
DEEP = 36  # of a ring
HEART = 40
PRINT = {  # soft, line
    "elu": ("#f3dfe8", "#8a2d5d"),
    "agent": ("#dbe7f0", "#195c8c"),
    "socio": ("#f4e6c8", "#7c5300"),
    "etat": ("#e5e1f3", "#5646a0"),
    "plus": ("#ecebe7", "#575e5b"),
}


@dataclass(frozen=True)
class Ring:
    """A heading and who stands there, as (name, style, word of the style). `apart`: drawn with a broken line."""

    heading: str
    names: tuple[tuple[str, str, str], ...] = ()
    apart: bool = False


@remembered
def draw_rings(rings: Sequence[Ring], *, title: str, description: str, prefix: str = "rings") -> Picture:
    """Every ring is drawn, an empty one too; marks are numbered from the heart. Raises ValueError for an unknown style."""
    if any(style not in PRINT for ring in rings for _name, style, _word in ring.names):
        raise ValueError("Unknown style of mark.")
    circles, marks, outer, rank = [], [], 0.0, 0
    for ring in rings:
        middle = max(outer + DEEP / 2 if outer else HEART / 2, len(ring.names) * APART / (2 * pi))
        if not outer and len(ring.names) == 1:
            middle = 0.0
        for index, (_name, style, _word) in enumerate(ring.names):
            rank += 1
            turn = 2 * pi * index / len(ring.names) - pi / 2
            marks.append((rank, style, middle * cos(turn), middle * sin(turn)))
        outer = max(middle + DEEP / 2, HEART)
        circles.append((outer, ring.apart))
    width = max(WIDTH, 2 * outer + 8)
    centre = (width / 2, outer + 4)
    legend, bottom = named(rings, width, 2 * outer + 8)
    svg = draw(
        "rings.svg",
        prefix=prefix,
        title=plain(title),
        description=plain(description),
        size=SIZE,
        width=width,
        height=bottom,
        x=number(centre[0]),
        y=number(centre[1]),
        circles=[{"r": number(r), "apart": apart} for r, apart in reversed(circles)],
        marks=[mark(rank, style, centre[0] + x, centre[1] + y) for rank, style, x, y in marks],
        legend=legend,
    )
    headers = (_("Place"), _("Qui"), _("Catégorie"))
    rows = tuple((ring.heading, name, word) for ring in rings for name, _style, word in ring.names)
    return Picture(svg, title, description, headers, rows, kind="picture--rings")


def mark(rank, style, x, y):
    """Its shape tells the category without colour, as the badges of the kit do."""
    soft, line = PRINT[style]
    return {
        "rank": rank,
        "style": style,
        "soft": soft,
        "line": line,
        "x": number(x),
        "y": number(y),
        "text_y": number(y + 5),
        "r": number(MARK),
        "points": outline(style, x, y),
    }


def outline(style, x, y):
    """Nothing where a circle is drawn."""
    m, half = MARK, MARK / 2
    shapes = {
        "agent": ((-m, -m), (m, -m), (m, m), (-m, m)),
        "socio": ((0, -m - 2), (m, -half), (m, half), (0, m + 2), (-m, half), (-m, -half)),
        "etat": ((0, -m - 3), (m, -half + 1), (m, m), (-m, m), (-m, -half + 1)),
    }
    return polygon(*((x + a, y + b) for a, b in shapes[style])) if style in shapes else ""


def named(rings, width, top):
    """Heading by heading, who bears which number."""
    lines, y, rank = [], top, 0
    for ring in rings:
        y += LINE * 1.4
        lines.append({"text": plain(ring.heading), "y": number(y), "heading": True})
        if not ring.names:
            y += LINE
            lines.append({"text": _("personne"), "y": number(y), "heading": False})
        for name, _style, _word in ring.names:
            rank += 1
            for text in wrap(f"{rank}. {name}", SIZE, width - 8):
                y += LINE
                lines.append({"text": text, "y": number(y), "heading": False})
    return lines, y + LINE
