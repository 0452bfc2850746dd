"""Plain text with two inline marks, and the frame words of a document."""

import re
from typing import NamedTuple

# What XML cannot carry: control characters, lone surrogates, non-characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NEW_LINE = re.compile("\r\n?|\u2028|\u2029")

# A mark opens and closes against a word, never inside one: 2*3*4, habitant*e*s and a lone * stay as they are.
MARKED = re.compile(r"(?<![\w*])(\*\*|\*)(?![\s*])([^*]+)(?<!\s)\1(?![\w*])")


class Run(NamedTuple):
    """A piece of text and its mark: "", "em", "strong", or "break" (a line break, without text)."""

    text: str
    mark: str = ""


def clean(text: str) -> str:
    """The same text, each character no format can write replaced by U+FFFD."""
    return UNWRITABLE.sub("\ufffd", NEW_LINE.sub("\n", text)).replace("\t", " ")


def runs(text: str) -> list[Run]:
    """The text in order, without its marks; nothing else is interpreted."""
    if "*" not in text and "\n" not in text:
        return [Run(text)] if text else []
    found, end = [], 0
    for match in MARKED.finditer(text):
        found += _lines(text[end : match.start()], "")
        found += _lines(match[2], "strong" if match[1] == "**" else "em")
        end = match.end()
    return found + _lines(text[end:], "")


def _lines(text: str, mark: str) -> list[Run]:
    first, *others = text.split("\n")
    pieces = [Run(first, mark)]
    for line in others:
        pieces += [Run("", "break"), Run(line, mark)]
    return [piece for piece in pieces if piece.text or piece.mark == "break"]


def plain(text: str) -> str:
    """The text on one line, without its marks: for a contents entry, a running title, a file property."""
    return "".join(" " if run.mark == "break" else run.text for run in runs(text))


def quoted(text: str, language: str) -> str:
    """The text between the quotation marks of its language, unless it brings its own."""
    if text[:1] in '«“"':
        return text
    return f"«\u202f{text}\u202f»" if language == "fr" else f"“{text}”"


WORDS = {
    "fr": {
        "contents": "Sommaire",
        "source": "Source",
        "credit": "Crédit",
        "missing": "Une photographie manque dans cette version\u00a0: ",
        "synthesis": "Synthèse",
        "fiction": "Document fictif",
        "data": "Les données de la figure",
        "page": "Page",
        "colon": "\u00a0: ",
    },
    "en": {
        "contents": "Contents",
        "source": "Source",
        "credit": "Credit",
        "missing": "A photograph is missing from this version: ",
        "synthesis": "Synthesis",
        "fiction": "Fictional document",
        "data": "The data of the figure",
        "page": "Page",
        "colon": ": ",
    },
}
