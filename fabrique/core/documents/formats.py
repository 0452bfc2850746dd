"""The four formats of a document, by the name that a command or a link gives them."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from fabrique.core.documents import html
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


def written_by(name: str) -> Callable[[Document], bytes]:
    """Loaded when first asked: a command that writes nothing would wait for these libraries as long as for all the rest."""
    return lambda document: import_module(f"fabrique.core.documents.{name}").render(document)


FORMATS = {
    "html": Format("text/html; charset=utf-8", lambda document: html.standalone(document).encode()),
    "pdf": Format("application/pdf", written_by("pdf")),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", written_by("docx")),
    "odt": Format("application/vnd.oasis.opendocument.text", written_by("odt")),
}


def render(document: Document, format_name: str) -> Rendered:
    """The whole file in memory: it exists complete or not at all. KeyError for an unknown format."""
    chosen = FORMATS[format_name]
    return Rendered(chosen.write(document), chosen.media_type, f".{format_name}")
