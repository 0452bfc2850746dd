"""Who gives what to whom: groups one under the other, and between two groups what passes from one to the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from fabrique.core.pictures import cubes
from fabrique.core.pictures.lettering import plain, text_width, wrap
from fabrique.core.pictures.picture import Picture, draw, number, remembered

WIDTH = 360  # a phone: the same drawing, no smaller letters
SIZE = 15
LINE = 19
PAD = 14
EDGE = 9
HEADING = PAD + 3 * EDGE  # where words begin, after the cube
GAP = 16  # around the words of an arrow
SHAFT = 40  # where arrows stand
TIP = 7


@dataclass(frozen=True)
class Relay:
    """A group, who is in it, and what passes between it and the next: downwards, or upwards when `up`."""

    heading: str
    names: tuple[str, ...] = ()
    passes: str = ""
    up: bool = False
    kind: str = "grey"


@remembered
def draw_relays(relays: Sequence[Relay], *, title: str, description: str, prefix: str = "relays") -> Picture:
    """Raises ValueError for an unknown kind of cube."""
    if any(relay.kind not in cubes.KINDS for relay in relays):
        raise ValueError("Unknown kind of cube.")
    boxes, y = [], 1.0
    for relay in relays:
        boxes.append(box(relay, y))
        y = boxes[-1]["end"] + arrow_height(relay) * (relay is not relays[-1])
    arrows = [arrow(one, other) for one, other in pairwise(boxes)]
    svg = draw(
        "relays.svg",
        prefix=prefix,
        title=plain(title),
        description=plain(description),
        size=SIZE,
        width=WIDTH,
        height=y + 1,
        symbols=cubes.symbols({relay.kind for relay in relays}, EDGE),
        boxes=boxes,
        arrows=arrows,
    )
    headers = (_("Groupe"), _("Qui en est"), _("Ce qui passe de l’un à l’autre"))
    rows = tuple((relay.heading, ", ".join(relay.names), relay.passes) for relay in relays)
    return Picture(svg, title, description, headers, rows, kind="picture--relays")


def box(relay, y):
    """A sheet with a cube, its heading, then its names in a run."""
    room = WIDTH - HEADING - PAD
    heading = lines(wrap(relay.heading, SIZE, room - PAD), y + PAD + SIZE * 0.8)
    after = y + PAD + len(heading) * LINE
    names = lines(wrap(run(relay.names, room), SIZE, room), after + SIZE)
    end = after + len(names) * LINE + PAD * 0.6
    return {
        "relay": relay,
        "kind": relay.kind,
        "top": y,
        "end": end,
        "y": number(y),
        "height": number(end - y),
        "cube_x": number(PAD + EDGE),
        "cube_y": number(y + PAD + SIZE * 0.5),
        "x": number(HEADING),
        "heading": heading,
        "names": names,
    }


def run(names, room):
    """Names after one another: one that fits on a line is never broken."""
    kept = (
        name.replace(" ", "\u00a0") if text_width(f"{name} ·", SIZE) <= room else name for name in map(plain, names)
    )
    return " · ".join(kept).replace(" · ", "\u00a0· ")


def lines(texts, y):
    return [{"text": text, "y": number(y + index * LINE)} for index, text in enumerate(texts)]


def passing(relay):
    return wrap(relay.passes, SIZE, WIDTH - SHAFT - 2 * PAD)


def arrow_height(relay):
    return max(len(passing(relay)), 1) * LINE + 2 * GAP


def arrow(one, other):
    """From a box to the next, with its words beside it."""
    top, end = one["end"] + 3, other["top"] - 3
    tip, back = (top, top + TIP) if one["relay"].up else (end, end - TIP)
    return {
        "x": number(SHAFT),
        "top": number(top),
        "end": number(end),
        "head": f"{number(SHAFT - TIP)},{number(back)} {number(SHAFT)},{number(tip)} {number(SHAFT + TIP)},{number(back)}",
        "text_x": number(SHAFT + PAD + TIP),
        "words": lines(passing(one["relay"]), one["end"] + GAP + SIZE),
    }
