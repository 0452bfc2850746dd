"""The four formats of a document, by the name that a command or a link gives them."""

from collections.abc import Callable
from dataclasses import dataclass

from fabrique.core.documents import docx, html, odt, pdf
from fabrique.core.documents.model import Document


@dataclass(frozen=True)
class Format:
    media_type: str
    write: Callable[[Document], bytes]


@dataclass(frozen=True)
class Rendered:
    data: bytes
    media_type: str
    suffix: str


FORMATS = {
    "html": Format("text/html; charset=utf-8", lambda document: html.standalone(document).encode()),
    "pdf": Format("application/pdf", pdf.render),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.render),
    "odt": Format("application/vnd.oasis.opendocument.text", odt.render),
}


def render(document: Document, format_name: str) -> Rendered:
    """The whole file in memory: it exists complete or not at all. KeyError for an unknown format."""
    chosen = FORMATS[format_name]
    return Rendered(chosen.write(document), chosen.media_type, f".{format_name}")
