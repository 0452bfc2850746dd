"""The faces of the documents: five files beside this module, and nothing from the machine.

They are made by tools/fonts.py, under the SIL Open Font License 1.1 (texts beside them).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "fonts"
TEXT, DISPLAY = "Atkinson Hyperlegible Next", "Bricolage Grotesque"
FILES = {
    TEXT: {
        "Regular": "AtkinsonHyperlegibleNext-Regular.ttf",
        "Italic": "AtkinsonHyperlegibleNext-Italic.ttf",
        "Bold": "AtkinsonHyperlegibleNext-Bold.ttf",
    },
    DISPLAY: {"Regular": "BricolageGrotesque-Regular.ttf", "Bold": "BricolageGrotesque-Bold.ttf"},
}


class MissingFontError(Exception):
    """A face of the documents is not where it was installed: no other face may stand in silently."""


def check(folder: Path = FOLDER) -> None:
    """MissingFontError unless the five faces and the list of their characters are there."""
    files = [file for styles in FILES.values() for file in styles.values()]
    missing = [name for name in (*files, "characters.txt") if not (folder / name).is_file()]
    if missing:
        raise MissingFontError(f"Fonts missing from the documents: {', '.join(missing)}. Run tools/fonts.py.")


_standing_in: ContextVar[bool] = ContextVar("fonts standing in", default=False)


@contextmanager
def standing_in() -> Iterator[None]:
    """Inside, what is missing is replaced by the faces that typst carries: knowingly, and said to those who write."""
    token = _standing_in.set(True)
    try:
        yield
    finally:
        _standing_in.reset(token)


def stand_in() -> bool:
    return _standing_in.get()


def faces(folder: Path = FOLDER) -> typst.Fonts:
    """The five faces for typst, or MissingFontError."""
    return _others(folder) if stand_in() else _faces(folder)


@cache
def _faces(folder: Path) -> typst.Fonts:
    """Loaded once a process."""
    check(folder)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _others(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def embedded() -> list[tuple[str, str, bytes]]:
    """Family, style and bytes of each face, for the files that carry their fonts; or MissingFontError."""
    return [] if stand_in() else _embedded()


@cache
def _embedded() -> list[tuple[str, str, bytes]]:
    check()
    return [
        (family, style, (FOLDER / file).read_bytes())
        for family, styles in FILES.items()
        for style, file in styles.items()
    ]


@cache
def _undrawable() -> re.Pattern:
    characters = FOLDER / "characters.txt"
    if not characters.is_file():  # one of the missing: what any face draws
        return re.compile("[^\n\x20-\x7e\xa0-\u017f\u2013\u2014\u2018-\u201e\u2026\u202f]")
    drawn = characters.read_text(encoding="utf-8")
    return re.compile(f"[^{re.escape(drawn)}\n]")


def drawable(text: str) -> str:
    """The text, each character the faces cannot draw written as its code point: a PDF may not leave a hole."""
    return _undrawable().sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
