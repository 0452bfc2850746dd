"""The four formats of a document, by the name that a command or a link gives them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from fabrique.core.documents import fonts, html, photographs
from fabrique.core.documents.model import Document

logger = logging.getLogger("fabrique.documents")


@dataclass(frozen=True)
class Format:
    media_type: str
    write: Callable[[Document], bytes]


@dataclass(frozen=True)
class Rendered:
    data: bytes
    media_type: str
    suffix: str
    fault: str = ""  # what had to be replaced, for those who write; the file is whole


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
    """The whole file in memory: it exists complete or not at all. KeyError for an unknown format.

    Without its fonts or a photograph it still comes, in others or with a sentence, and `fault` names what is missing.
    """
    chosen, suffix = FORMATS[format_name], f".{format_name}"
    document, faults = photographs.load(document)
    try:
        data = chosen.write(document)
    except fonts.MissingFontError as missing:
        faults.append(str(missing))
        with fonts.standing_in():
            data = chosen.write(document)
    for fault in faults:
        logger.error("%s", fault)
    return Rendered(data, chosen.media_type, suffix, " ".join(faults))
