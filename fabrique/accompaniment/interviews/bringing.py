"""Notes written elsewhere, read in memory and nowhere else: plain text, ODT, DOCX.

Of an archive one part alone is unpacked, up to a limit; a document type declaration, hence every entity, is refused.
The name of the file is read by nobody and kept nowhere.
"""

import zipfile
import zlib
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from fabrique.accompaniment.interviews.anchoring import plain_lines
from fabrique.core import uploads
from fabrique.core.permissions import Denied

LARGEST = 2 * 1024 * 1024
LARGEST_PART = 30 * 1024 * 1024
DEEPEST = 200
WORD, OPEN = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0 ",
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
SIGNS = {WORD + "tab": "\t", WORD + "br": "\n", WORD + "cr": "\n", OPEN + "tab": "\t", OPEN + "line-break": "\n"}
PARAGRAPHS = {WORD + "p", OPEN + "p", OPEN + "h"}
# what somebody took out, or wrote beside the text
ASIDE = {
    OPEN + "tracked-changes",
    OFFICE + "annotation",
    OPEN + "note",
    WORD + "del",
    WORD + "moveFrom",
    WORD + "instrText",
}
PARTS = {"docx": "word/document.xml", "odt": "content.xml"}


class Hostile(Exception):
    """Not a document somebody wrote."""


def unreadable() -> Denied:
    return Denied(_("Ce fichier ne se lit pas. Copiez son texte et collez-le dans les notes."))


def text_of_file(file: Any) -> str:
    """The words of an uploaded file, or `Denied` with the sentence that says what to do."""
    if file.size > LARGEST:
        raise Denied(_("Ce fichier pèse plus de 2 Mo. Enlevez-en les images, ou copiez son texte dans les notes."))
    head = file.read(8)
    file.seek(0)
    try:
        return tidy(text_of_document(file) if head.startswith(b"PK") else decoded(file.read()))
    except (Hostile, expat.ExpatError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError,
            OSError, KeyError, ValueError) as fault:  # fmt: skip
        raise unreadable() from fault


def tidy(text: str) -> str:
    """One line end, no control sign, no more than one empty line at a time."""
    text = "".join(sign for sign in plain_lines(text) if sign in "\n\t" or sign.isprintable() or sign.isspace())
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip()


def decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    if b"\x00" in raw or raw.startswith(tuple(uploads.SIGNATURES)):
        raise Hostile
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def text_of_document(file: Any) -> str:
    ending = uploads.EXTENSIONS[uploads.recognise(file)]
    if ending not in PARTS:
        raise Hostile
    with zipfile.ZipFile(file) as archive, archive.open(PARTS[ending]) as part:
        return words_of(part)


def words_of(part: IO[bytes]) -> str:
    """The text of a document's main part, paragraph by paragraph."""
    reader = Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.words, reader.refuse
    left = LARGEST_PART
    while chunk := part.read(65536):
        left -= len(chunk)
        if left < 0:
            raise Hostile
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return "".join(reader.found)


class Reader:
    def __init__(self):
        self.found: list[str] = []
        self.depth = self.aside = 0
        self.inside = 0  # in a run of Word's text, or in a paragraph of ODT

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Hostile
        self.aside += name in ASIDE
        self.inside += name in (WORD + "t", OPEN + "p", OPEN + "h")
        if self.aside:
            return
        self.found.append(SIGNS.get(name, ""))
        if name == OPEN + "s":
            self.found.append(" " * min(int(attributes.get(OPEN + "c", "1")), 80))

    def end(self, name: str) -> None:
        self.depth -= 1
        self.aside -= name in ASIDE
        self.inside -= name in (WORD + "t", OPEN + "p", OPEN + "h")
        if name in PARAGRAPHS and not self.aside:
            self.found.append("\n")

    def words(self, text: str) -> None:
        if self.inside and not self.aside:
            self.found.append(text)

    def refuse(self, *_declaration: Any) -> None:
        raise Hostile
