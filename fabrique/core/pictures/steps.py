"""What led to what: one box under the other, each after all that led to it, and arrows in the margin."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fabrique.core.pictures.lettering import plain, wrap
from fabrique.core.pictures.picture import Picture, draw, number, remembered

WIDTH = 360  # a phone: the same drawing, no smaller letters
SIZE = 15
LINE = 19
PAD = 12
GAP = 16  # between two boxes
LANE = 13  # between two arrows that run side by side
MARGIN = 10
MOST = 6  # lanes: beyond, arrows share them
TIP = 6


@dataclass(frozen=True)
class Step:
    """`note` stands under the heading; a step that is not `sure` yet has a broken edge."""

    heading: str
    note: str = ""
    sure: bool = True


@remembered
def draw_steps(
    steps: Sequence[Step],
    arrows: Sequence[tuple[int, int]],
    *,
    title: str,
    description: str,
    prefix: str = "steps",
) -> Picture:
    """`arrows` are pairs of ranks in `steps`. Raises ValueError for an unknown rank, or when they go round in a circle."""
    if any(rank not in range(len(steps)) for arrow in arrows for rank in arrow):
        raise ValueError("An arrow goes from a step to a step.")
    order = in_order(len(steps), arrows)
    place = {rank: index for index, rank in enumerate(order)}
    spans = sorted((place[start], place[end]) for start, end in arrows)
    lanes = share(spans)
    left = MARGIN + LANE * (min(max(lanes, default=0), MOST - 1) + 1) + TIP
    boxes, y = [], 1.0
    for rank in order:
        boxes.append(box(steps[rank], left, y))
        y = boxes[-1]["end"] + GAP
    svg = draw(
        "steps.svg",
        prefix=prefix,
        title=plain(title),
        description=plain(description),
        size=SIZE,
        width=WIDTH,
        height=y - GAP + 1,
        x=number(left),
        across=number(WIDTH - 2 - left),
        boxes=boxes,
        arrows=[
            arrow(boxes[start], boxes[end], left, lane, ranks=(leaving(spans, index), coming(spans, index)))
            for index, ((start, end), lane) in enumerate(zip(spans, lanes, strict=True))
        ],
    )
    headers = (_("Ce qui a entraîné"), _("Ce que cela a entraîné"))
    rows = tuple((steps[order[start]].heading, steps[order[end]].heading) for start, end in spans)
    return Picture(svg, title, description, headers, rows, kind="picture--steps")


def in_order(count: int, arrows: Sequence[tuple[int, int]]) -> list[int]:
    """Each after all that led to it, and as soon as that is so: what follows from something stands near it."""
    after, waiting = defaultdict(list), [0] * count
    for start, end in arrows:
        after[start].append(end)
        waiting[end] += 1
    ready, order = [rank for rank in reversed(range(count)) if not waiting[rank]], []
    while ready:
        order.append(ready.pop())
        for end in reversed(after[order[-1]]):
            waiting[end] -= 1
            if not waiting[end]:
                ready.append(end)
    if len(order) < count:
        raise ValueError("Arrows go round in a circle.")
    return order


def share(spans: Sequence[tuple[int, int]]) -> list[int]:
    """A lane for each, the nearest to the boxes that is free all along."""
    taken: list[list[tuple[int, int]]] = []
    lanes = []
    for start, end in spans:
        free = next((i for i, lane in enumerate(taken) if all(end <= a or b <= start for a, b in lane)), len(taken))
        if free == len(taken):
            taken.append([])
        taken[free].append((start, end))
        lanes.append(free % MOST)
    return lanes


def leaving(spans, index) -> int:
    return sum(start == spans[index][0] for start, _end in spans[:index])


def coming(spans, index) -> int:
    return sum(end == spans[index][1] for _start, end in spans[:index])


def box(step: Step, left: float, y: float) -> dict:
    room = WIDTH - 2 - left - 2 * PAD
    heading = [
        {"text": text, "y": number(y + PAD + SIZE * 0.8 + index * LINE)}
        for index, text in enumerate(wrap(step.heading, SIZE, room))
    ]
    under = y + PAD + len(heading) * LINE
    note = [
        {"text": text, "y": number(under + SIZE * 0.8 + index * LINE)}
        for index, text in enumerate(wrap(step.note, SIZE, room))
    ]
    end = under + len(note) * LINE + PAD * 0.4
    return {
        "y": number(y), "top": y, "end": end, "height": number(end - y), "x": number(left + PAD), "heading": heading,
        "note": note, "sure": step.sure,
    }  # fmt: skip


def arrow(one: dict, other: dict, left: float, lane: int, *, ranks: tuple[int, int]) -> dict:
    """Out by the low half of a box, down the margin, into the high half of another; `ranks` keep arrows apart."""
    leaves, comes = ranks
    out = max(one["end"] - 7 - 5 * leaves, (one["top"] + one["end"]) / 2)
    into = min(other["top"] + 9 + 6 * comes, (other["top"] + other["end"]) / 2)
    x, tip = left - TIP - LANE * (lane + 1) + LANE / 2, left - 1
    return {
        "path": f"M{number(left)} {number(out)}H{number(x)}V{number(into)}H{number(tip - 1)}",
        "head": f"{number(tip - TIP)},{number(into - TIP * 0.7)} {number(tip)},{number(into)} {number(tip - TIP)},{number(into + TIP * 0.7)}",
    }
