"""Pictures for the formats that cannot hold vectors well: PNG drawn by typst, with the faces of the documents."""

import json
from functools import lru_cache
from pathlib import Path

import typst

from fabrique.core.documents import pictures
from fabrique.core.documents.fonts import faces
from fabrique.core.documents.model import Document, Figure

HERE = Path(__file__).parent
LINE_MM = 160  # what a figure takes across a page
PPI = 192  # twice the 96 of a screen


def figures(document: Document) -> dict[str, bytes]:
    """One PNG for each different picture of the document, by its SVG, all drawn in one go."""
    blocks = (block for placed in document.outline() for block in placed.section.blocks)
    sources = list(dict.fromkeys(block.svg for block in blocks if isinstance(block, Figure)))
    if not sources:
        return {}
    drawn = _draw({"width": LINE_MM, "pictures": [pictures.for_paper(source) for source in sources]}, PPI)
    return dict(zip(sources, drawn, strict=True))


def height_mm(svg: str) -> float:
    width, height = pictures.size(svg)
    return LINE_MM * height / width


@lru_cache(maxsize=32)
def cover(cubes: int) -> bytes:
    """The deep plate of a cover and its cubes, an A4 page without words."""
    return _draw({"plate": True, "cubes": pictures.cubes(cubes)}, 110)[0]


def _draw(data: dict, ppi: int) -> list[bytes]:
    drawn = typst.compile(
        str(HERE / "pictures.typ"),
        root=str(HERE),
        format="png",
        ppi=ppi,
        ignore_system_fonts=True,
        font_paths=faces(),
        sys_inputs={"data": json.dumps(data)},
    )
    return drawn if isinstance(drawn, list) else [drawn]
