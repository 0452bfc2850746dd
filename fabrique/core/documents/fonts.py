"""The faces of the documents: five files beside this module, and nothing from the machine.

They are made by tools/fonts.py, under the SIL Open Font License 1.1 (texts beside them).
"""

import re
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


@cache
def faces(folder: Path = FOLDER) -> typst.Fonts:
    """The five faces for typst, loaded once a process, or MissingFontError."""
    check(folder)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@cache
def embedded() -> list[tuple[str, str, bytes]]:
    """Family, style and bytes of each face, for the files that carry their fonts; or MissingFontError."""
    check()
    return [
        (family, style, (FOLDER / file).read_bytes())
        for family, styles in FILES.items()
        for style, file in styles.items()
    ]


@cache
def _undrawable() -> re.Pattern:
    drawn = (FOLDER / "characters.txt").read_text(encoding="utf-8")
    return re.compile(f"[^{re.escape(drawn)}\n]")


def drawable(text: str) -> str:
    """The text, each character the faces cannot draw written as its code point: a PDF may not leave a hole."""
    return _undrawable().sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
