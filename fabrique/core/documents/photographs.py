"""The photographs of a document, read from the storage when it is written: one that is not there leaves a sentence."""

import base64
from collections.abc import Sequence
from dataclasses import replace

from django.core.files.storage import default_storage

from fabrique.core.documents.model import Block, Document, Paragraph, Photograph, Section
from fabrique.core.documents.text import WORDS

JPEG = b"\xff\xd8\xff"


def load(document: Document) -> tuple[Document, list[str]]:
    """The same document with its photographs inside, and a sentence for each that could not be read."""
    if not any(isinstance(block, Photograph) for placed in document.outline() for block in placed.section.blocks):
        return document, []
    missing: list[str] = []
    return replace(document, sections=_sections(document.sections, document.language, missing)), missing


def _sections(sections: Sequence[Section], language: str, missing: list[str]) -> list[Section]:
    return [
        replace(
            section,
            blocks=[_loaded(block, language, missing) for block in section.blocks],
            sections=_sections(section.sections, language, missing),
        )
        for section in sections
    ]


def _loaded(block: Block, language: str, missing: list[str]) -> Block:
    if not isinstance(block, Photograph) or block.data:
        return block
    data = read(block.file)
    if data:
        return replace(block, data=data)
    missing.append(WORDS[language]["missing"] + block.alt)
    return Paragraph(missing[-1], kind="missing", lang=block.lang)


def read(name: str) -> bytes:
    """Nothing when it is not there, or is no JPEG."""
    try:
        with default_storage.open(name) as file:
            data: bytes = file.read()
    except OSError:
        return b""
    return data if data.startswith(JPEG) else b""


def inside(photograph: Photograph) -> str:
    """The picture itself, where nothing can be asked of the network."""
    return f"data:image/jpeg;base64,{base64.b64encode(photograph.data).decode()}"


def as_svg(photograph: Photograph) -> str:
    """For typst, to which files come as text: it puts the JPEG in the PDF as it is."""
    width, height = photograph.width, photograph.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{inside(photograph)}"/></svg>'
    )
