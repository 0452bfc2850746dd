from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from fabrique.core.pictures import cubes
from fabrique.core.pictures.columns import progress
from fabrique.core.pictures.frise import lay_frise
from fabrique.core.pictures.lettering import plain, text_width, wrap
from fabrique.core.pictures.moments import Moment, period
from fabrique.core.pictures.picture import Picture, draw, number

WIDTH = 642  # an A4 page between its margins, in CSS pixels
SIZE = 13
LINE = 16
EDGE = 8
GAP = 8  # around a text
NARROW = 220  # under this room, the words go under their mark


def draw_timeline(
    moments: Iterable[Moment], *, title: str, description: str, today: date | None, prefix: str = "timeline"
) -> Picture:
    """The frise as a drawing for paper: same axis, one row a moment, the words beside their mark."""
    frise = lay_frise(moments, today=today)
    step = WIDTH / len(frise.columns)
    heads = [wrap(column.label, SIZE, step - GAP / 2) for column in frise.columns]
    top = max(len(head) for head in heads) * LINE + GAP
    rows, y = [], top + GAP
    for item in frise.items:
        rows.append(row(item, frise.columns, step, y))
        y = rows[-1]["bottom"]
    svg = draw(
        "timeline.svg",
        prefix=prefix,
        title=plain(title),
        description=plain(description),
        width=WIDTH,
        height=y + LINE + GAP,
        size=SIZE,
        symbols=cubes.symbols({"teal"}, EDGE),
        columns=[
            {
                "x": number(index * step),
                "text_x": number(index * step + GAP / 2),
                "strong": column.strong,
                "lines": [{"text": text, "y": number((line + 0.8) * LINE)} for line, text in enumerate(head)],
            }
            for index, (column, head) in enumerate(zip(frise.columns, heads, strict=True))
        ],
        axis=number(top),
        bottom=number(y),
        page=number(WIDTH),
        rows=rows,
        now=now_line(frise, step, y),
    )
    headers = (_("Quoi"), _("Quand"), _("Précision"))
    table = tuple((item.moment.label, period(item.moment), item.moment.note) for item in frise.items)
    return Picture(svg, title, description, headers, table, kind="picture--timeline")


def now_line(frise, step, y):
    """Where today stands and what it says; nothing when the drawing has no today."""
    if frise.now is None:
        return None
    x = (frise.now.at - 1 + progress(frise.now.day, frise.columns[frise.now.at - 1])) * step
    return {
        "x": number(x),
        "y": number(y + SIZE),
        "anchor": "end" if x > WIDTH / 2 else "start",
        "text": _("Aujourd’hui, %(day)s") % {"day": frise.now.words},
    }


def ends(item, columns, step):
    """Where the mark lies. A thing known to the day stands at its day, not at the start of its column."""
    moment, left = item.moment, (item.at - 1) * step
    right = left + item.span * step
    if moment.start and moment.precision == "day":
        last = item.at + item.span - 2
        left += progress(moment.first, columns[item.at - 1]) * (step - 2 * EDGE)
        right = last * step + progress(moment.last, columns[last]) * (step - 2 * EDGE) + 2 * EDGE
    elif item.kind in ("day", "tick"):
        right = left + 2 * EDGE
    return left, max(right, left + 2 * EDGE)


def row(item, columns, step, y):
    left, right = ends(item, columns, step)
    lines = [(item.moment.label, "name"), (" · ".join(filter(None, [period(item.moment), item.moment.note])), "sub")]
    needed = max(text_width(text, SIZE) for text, _kind in lines)
    x, anchor, room, top = right + GAP, "start", WIDTH - right - GAP, y
    if needed > room and left - GAP > room:
        x, anchor, room = left - GAP, "end", left - GAP
    if needed > room and room < NARROW:
        x, anchor, room, top = left, "start", WIDTH - left, y + 2 * EDGE
        if room < NARROW:
            x, room = 0, WIDTH
    texts = [(line, kind) for text, kind in lines for line in wrap(text, SIZE, room)]
    return {
        "kind": item.kind,
        "own": item.moment.own,
        "vague": item.moment.vague,
        "x": number(left),
        "y": number(y),
        "width": number(right - left),
        "cube_x": number(left + EDGE),
        "cube_y": number(y + EDGE),
        "thick": number(2 * EDGE),
        "middle": number(y + EDGE),
        "tick_x": number(left + EDGE / 2),
        "anchor": anchor,
        "lines": [
            {"text": text, "kind": kind, "x": number(x), "y": number(top + SIZE - 1 + index * LINE)}
            for index, (text, kind) in enumerate(texts)
        ],
        "bottom": max(top + len(texts) * LINE, y + 2 * EDGE) + GAP,
    }
