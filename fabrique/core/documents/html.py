"""HTML: a body that a page of the site includes, and one self-contained file to keep."""

import base64
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from fabrique.core.documents import fonts, pictures
from fabrique.core.documents.model import Document, Placed
from fabrique.core.documents.text import WORDS, plain

HERE = Path(__file__).parent
WEB_FONTS = HERE.parent / "static" / "core" / "fonts"
FACES = (
    ("Bricolage", "normal", "bricolage.woff2", ""),
    ("Atkinson Next", "normal", "atkinson-next.woff2", ""),
    ("Atkinson Next", "italic", "atkinson-next-italic.woff2", ""),
    ("Atkinson Next", "normal", "bricolage.woff2", " unicode-range: U+30-39;"),
)


def body(document: Document, *, own_title: bool = True) -> SafeString:
    """Cover, contents and sections, for a page that brings the CSS of the site.

    Headings start at h2 under the cover's h1; a page that already has its h1 passes `own_title=False`.
    """
    return render_to_string("documents/body.html", _context(document) | {"own_title": own_title})


def standalone(document: Document) -> str:
    """One file that opens anywhere and asks nothing of the network: style, fonts and figures are inside."""
    rules = _faces() + (HERE / "standalone.css").read_text(encoding="utf-8")
    style = mark_safe(f"<style>\n{rules}</style>")  # noqa: S308 -- our own files
    context = _context(document) | {"own_title": True, "style": style, "head_title": plain(document.title)}
    return render_to_string("documents/standalone.html", context)


def _context(document: Document) -> dict:
    outline = list(document.outline())
    contents: list[tuple[Placed, list[Placed]]] = []
    for placed in outline:
        if placed.level == 1:
            contents.append((placed, []))
        elif placed.level == 2:
            contents[-1][1].append(placed)
    return {
        "document": document,
        "words": WORDS[document.language],
        "outline": outline,
        "contents": contents,
        "cubes": mark_safe(pictures.cubes(document.cover.cubes)),  # noqa: S308 -- drawn by us from a number
    }


def _faces() -> str:
    """The fonts inside the file, or MissingFontError; when others stand in, those that are there."""
    present = tuple(face for face in FACES if (WEB_FONTS / face[2]).is_file())
    if len(present) < len(FACES) and not fonts.stand_in():
        missing = sorted({face[2] for face in FACES} - {face[2] for face in present})
        raise fonts.MissingFontError(f"Fonts missing from the documents: {', '.join(missing)}.")
    return _rules(present)


@cache
def _rules(faces: tuple[tuple[str, str, str, str], ...]) -> str:
    rules = []
    for family, style, file, ranges in faces:
        data = base64.b64encode((WEB_FONTS / file).read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: 400 700;{ranges} '
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
        )
    return "".join(rules)
