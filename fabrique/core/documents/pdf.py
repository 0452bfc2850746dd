"""PDF/UA-1 by typst: tagged, in its language, with its contents, from report.typ and data as JSON.

The same document gives the same bytes: no clock, no machine font, no network, no file outside this package.
"""

import json
from pathlib import Path

import typst

from fabrique.core.documents import photographs, pictures
from fabrique.core.documents.fonts import drawable, faces, stand_in
from fabrique.core.documents.model import (
    Block,
    Bullets,
    Document,
    Entry,
    Facts,
    Figure,
    Items,
    Notice,
    Paragraph,
    Photograph,
    Placed,
    Quote,
    Table,
)
from fabrique.core.documents.text import WORDS, plain, quoted, runs

HERE = Path(__file__).parent


def render(document: Document) -> bytes:
    """The file, or MissingFontError; typst.TypstError is a fault of ours."""
    data = json.dumps(_document(document), ensure_ascii=False, separators=(",", ":"))
    return typst.compile(
        str(HERE / "report.typ"),
        root=str(HERE),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        font_paths=faces(),
        sys_inputs={"document": data},
    )


def _document(document: Document) -> dict:
    cover = document.cover
    return {
        "language": document.language,
        "name": drawable(plain(document.title)),
        "title": _runs(document.title),
        "subtitle": _runs(document.subtitle),
        "eyebrow": _runs(cover.eyebrow),
        "lines": [_runs(line) for line in (*cover.lines, document.publisher, document.date_label) if line],
        "cubes": pictures.cubes(cover.cubes),
        "publisher": drawable(plain(document.publisher)),
        "fiction": document.fiction,
        "notice": _runs(document.notice),
        "words": WORDS[document.language],
        "sheet": document.sheet,
        "stand_in": stand_in(),
        "byline": _runs(document.byline),
        "sections": [_section(placed, document) for placed in document.outline()],
    }


def _section(placed: Placed, document: Document) -> dict:
    section, language = placed.section, document.language
    return {
        "level": placed.level + document.sheet,
        "anchor": placed.anchor,
        "title": _runs(section.title),
        "running": drawable(plain(section.title)),
        "eyebrow": _runs(section.eyebrow),
        "new_page": section.new_page,
        "lang": section.lang,
        "blocks": [_block(block, block.lang or language) for block in section.blocks],
    }


def _block(block: Block, language: str) -> dict:
    """What report.typ reads under the name of the kind; Table and Figure also come alone."""
    match block:
        case Paragraph():
            data: dict = {"is": block.kind, "text": _runs(block.text)}
        case Bullets():
            data = {"is": "bullets", "ordered": block.ordered, "items": [_runs(item) for item in block.items]}
        case Items():
            data = {"is": "items", "entries": [_entry(entry) for entry in block.entries]}
        case Quote():
            text = block.text if block.synthesis else quoted(block.text, language)
            told = {"attribution": _runs(block.attribution), "synthesis": block.synthesis}
            data = {"is": "quote", "text": _runs(text)} | told
        case Facts():
            data = {"is": "facts", "pairs": [[_runs(label), _runs(value)] for label, value in block.pairs]}
        case Table():
            data = _table(block)
        case Figure():
            data = _figure(block)
        case Photograph():
            data = _photograph(block)
        case Notice():
            data = {"is": "notice", "title": _runs(block.title), "text": _runs(block.text)}
    return data | {"lang": block.lang}


def _entry(entry: Entry) -> dict:
    return {
        "title": _runs(entry.title),
        "text": _runs(entry.text),
        "note": _runs(entry.note),
        "badges": [_runs(badge) for badge in entry.badges],
    }


def _table(table: Table) -> dict:
    return {
        "is": "table",
        "caption": _runs(table.caption),
        "headers": [_runs(header) for header in table.headers],
        "rows": [[_runs(cell) for cell in row] for row in table.rows],
        "row_header": table.row_header,
        "widths": table.widths(),
        "numeric": table.numeric(),
    }


def _figure(figure: Figure) -> dict:
    return {
        "is": "figure",
        "svg": pictures.for_paper(figure.svg),
        "alt": drawable(figure.alt),
        "caption": _runs(figure.caption),
        "source": _runs(figure.source),
        "label": "source",
        "share": 1,
        "table": _table(figure.table) if figure.table else None,
    }


def _photograph(photograph: Photograph) -> dict:
    return {
        "is": "figure",
        "svg": photographs.as_svg(photograph),
        "alt": drawable(photograph.alt),
        "caption": _runs(photograph.caption),
        "source": _runs(photograph.credit),
        "label": "credit",
        "share": photograph.share,
        "table": None,
    }


def _runs(text: str) -> str | list[list[str]]:
    """A plain string where there is no mark: most texts, and the shortest data."""
    found = runs(text)
    if all(run.mark == "" for run in found):
        return drawable("".join(run.text for run in found))
    return [[run.mark, drawable(run.text)] for run in found]
