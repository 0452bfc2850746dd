"""A sheet: its title heads its one page, in every format."""

import io
import zipfile

import pypdf
import pytest

from fabrique.core.documents.formats import render
from fabrique.core.documents.model import Document, Entry, Items, Section


def made(*, sheet: bool) -> Document:
    rows = [Entry("Se parler", "Le temps manque pour se parler avant de décider.")] * 3
    parts = [Section(f"Partie {number}", [Items(rows)]) for number in range(3)]
    return Document(title="L’essentiel", language="fr", publisher="Maison", subtitle="Ici", sections=parts, sheet=sheet)


@pytest.mark.parametrize(("sheet", "pages"), [(True, 1), (False, 4)])
def test_sheet_has_neither_cover_nor_contents(sheet, pages):
    read = pypdf.PdfReader(io.BytesIO(render(made(sheet=sheet), "pdf").data))
    text = " ".join(page.extract_text() for page in read.pages)
    assert len(read.pages) <= pages
    assert ("Sommaire" in text, "L’essentiel" in text, "Ici · Maison" in text) == (not sheet, True, sheet)


@pytest.mark.parametrize(("name", "body"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_word_processors_head_a_sheet_with_its_title(name, body):
    for sheet in (True, False):
        written = zipfile.ZipFile(io.BytesIO(render(made(sheet=sheet), name).data)).read(body).decode()
        assert ("Sommaire" in written, "Ici · Maison" in written) == (not sheet, sheet)
