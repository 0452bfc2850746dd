"""Things counted with cubes, in the order given: nothing is sorted, scored or compared to a maximum."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil

from django.utils.translation import gettext as _

from fabrique.core.pictures import cubes
from fabrique.core.pictures.lettering import plain, text_width, widest_piece, wrap
from fabrique.core.pictures.picture import Picture, draw, number, remembered

WIDTH = 642  # an A4 page between its margins, in CSS pixels
GAUGE_WIDTH, GAUGE_STEP, GAUGE_EDGE = 336, 42, 20
SIZE = 13
LINE = 16
EDGE = 8
STEP = 16  # from a cube to the next
PAD = 8
MANY = 40  # more cubes than this are not counted by eye: a cube then stands for several
HEADING = 170
NARROWEST = 4 * STEP


@dataclass(frozen=True)
class Grid:
    """Of a cell: things per cube, width, width of the figure, cubes abreast."""

    per: int
    step: float
    figures: float
    across: int

    @classmethod
    def of(cls, cells, step):
        values = [value or 0 for line in cells for value in line]
        figures = max((text_width(f"{value} ", SIZE) for value in values), default=0) + PAD / 2
        return cls(per_cube(values), step, figures, max(1, int((step - 2 * PAD - figures) // STEP)))


@remembered
def draw_matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[int | None]],
    *,
    title: str,
    description: str,
    kind: str = "teal",
    prefix: str = "matrix",
) -> Picture:
    """cells[r][c] things at row r and column c, as cubes and as a figure; None: not known, which is not 0.

    642 px wide, more when long words or many columns need it. Raises ValueError when cells do not match the headings
    or hold a negative number.
    """
    checked([value for line in cells for value in line])
    if len(cells) != len(rows) or any(len(line) != len(columns) for line in cells):
        raise ValueError("A matrix has one line of cells for each row and one cell for each column.")
    step = max((WIDTH - HEADING) / max(1, len(columns)), NARROWEST, widest_piece(columns, SIZE) + PAD)
    heads = [wrap(heading, SIZE, step - PAD) for heading in columns]
    tallest = max((len(head) for head in heads), default=0)
    grid = Grid.of(cells, step)
    bands, y = [], tallest * LINE + PAD
    for heading, line in zip(rows, cells, strict=True):
        bands.append(band(heading, line, grid, y))
        y = bands[-1]["bottom"]
    svg = draw(
        "matrix.svg",
        **words(prefix, title, description, grid.per, y),
        width=HEADING + step * len(columns),
        kind=kind,
        symbols=cubes.symbols({kind}, EDGE),
        part=cubes.faces(EDGE)["outline"],
        heads=[
            texts(head, HEADING + index * step + PAD / 2, LINE * (tallest - len(head) + 0.8))
            for index, head in enumerate(heads)
        ],
        bands=bands,
    )
    table = tuple((str(heading), *(figure(value) for value in line)) for heading, line in zip(rows, cells, strict=True))
    return Picture(svg, title, description, ("", *map(str, columns)), table, kind="picture--matrix")


def draw_bars(
    counts: Sequence[tuple[str, int | None]],
    *,
    title: str,
    description: str,
    kind: str = "teal",
    prefix: str = "bars",
) -> Picture:
    """Rows of cubes, in the order given, each with its figure; None: not known."""
    return draw_matrix(
        [heading for heading, _value in counts],
        [_("Nombre")],
        [[value] for _heading, value in counts],
        title=title,
        description=description,
        kind=kind,
        prefix=prefix,
    )


def draw_gauge(
    full: int,
    half: int,
    empty: int,
    *,
    words: tuple[str, str, str],
    title: str,
    description: str,
    prefix: str = "gauge",
) -> Picture:
    """One cube a step: full, half, or dashed, said again in `words` ("faits", "en cours", "à venir")."""
    numbers = (full, half, empty)
    checked(numbers)
    across = GAUGE_WIDTH // GAUGE_STEP
    states = ["full"] * full + ["half"] * half + ["empty"] * empty
    places = [
        ((index % across + 0.5) * GAUGE_STEP, (index // across + 0.6) * GAUGE_STEP) for index in range(len(states))
    ]
    steps = [{"state": state, "x": number(x), "y": number(y)} for state, (x, y) in zip(states, places, strict=True)]
    bottom = ceil(len(states) / across) * GAUGE_STEP + PAD
    said = " · ".join(f"{value} {word}" for value, word in zip(numbers, words, strict=True) if value)
    lines = texts(wrap(said, SIZE, GAUGE_WIDTH), 0, bottom + LINE)
    svg = draw(
        "gauge.svg",
        prefix=prefix,
        title=plain(title),
        description=plain(description),
        size=SIZE,
        width=GAUGE_WIDTH,
        height=bottom + LINE * (len(lines) + 1),
        symbols=cubes.symbols({"teal"}, GAUGE_EDGE),
        faces=cubes.faces(GAUGE_EDGE),
        lower=lower_half(GAUGE_EDGE),
        steps=steps,
        lines=lines,
    )
    table = tuple((word, str(value)) for word, value in zip(words, numbers, strict=True))
    return Picture(svg, title, description, (_("État"), _("Nombre")), table, kind="picture--gauge")


def checked(values):
    if any(value is not None and value < 0 for value in values):
        raise ValueError("A count is never negative.")


def per_cube(values):
    """How many things a cube stands for: 1, then 10, 100…"""
    most = max(values, default=0)
    return next(10**power for power in count() if most <= MANY * 10**power)


def words(prefix, title, description, per, y):
    note = _("Un cube vaut %(number)s ; en pointillé, une partie.") % {"number": per} if per > 1 else ""
    lines = texts(wrap(note, SIZE, WIDTH), 0, y + LINE)
    return {
        "prefix": prefix,
        "title": plain(title),
        "description": plain(description),
        "size": SIZE,
        "notes": lines,
        "height": y + (len(lines) + 0.6) * LINE * bool(lines),
    }


def texts(lines, x, y):
    return [{"text": text, "x": number(x), "y": number(y + index * LINE)} for index, text in enumerate(lines)]


def figure(value):
    return _("non précisé") if value is None else str(value)


def band(heading, line, grid, y):
    """A row of the matrix: its heading and its cells, as tall as the fullest."""
    lines = wrap(heading, SIZE, HEADING - PAD)
    deepest = max((ceil(ceil((value or 0) / grid.per) / grid.across) for value in line), default=0)
    height = max(deepest * 1.15 * STEP + PAD, len(lines) * LINE + PAD, 2 * STEP)
    return {
        "heading": texts(lines, 0, y + PAD + LINE * 0.8),
        "rule": number(y),
        "cells": [cell(value, grid, HEADING + index * grid.step, y) for index, value in enumerate(line)],
        "bottom": y + height,
    }


def cell(value, grid, x, y):
    whole, rest = divmod(value or 0, grid.per)
    drawn = [
        {
            "x": number(x + PAD + grid.figures + (index % grid.across + 0.5) * STEP),
            "y": number(y + PAD + (index // grid.across) * 1.15 * STEP + EDGE - 1),
            "part": index == whole,
        }
        for index in range(whole + bool(rest))
    ]
    return {
        "known": value is not None,
        "value": "" if value is None else str(value),
        "text_x": number(x + PAD),
        "text_y": number(y + PAD + LINE * 0.8),
        "cubes": drawn,
    }


def lower_half(edge):
    """The faces of a cube filled to half its height."""
    side = edge * cubes.GAP
    far = side * cubes.HALF
    return {
        "left": cubes.polygon((-far, 0), (0, side / 2), (0, side), (-far, side / 2)),
        "right": cubes.polygon((far, 0), (0, side / 2), (0, side), (far, side / 2)),
        "top": cubes.polygon((0, -side / 2), (far, 0), (0, side / 2), (-far, 0)),
    }
