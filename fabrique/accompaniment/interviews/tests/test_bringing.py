"""Notes brought from elsewhere: what people wrote comes in, what attacks stays out."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from odfdo import Document as Odf
from odfdo import Header, Paragraph

from fabrique.accompaniment.interviews.bringing import text_of_file
from fabrique.core.permissions import Denied


def sent(content: bytes, name="n"):
    return SimpleUploadedFile(name, content)


def docx(*paragraphs) -> bytes:
    document, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def odt(*paragraphs) -> bytes:
    document, out = Odf("text"), io.BytesIO()
    document.body.clear()
    document.body.append(Header(1, "Titre"))
    for paragraph in paragraphs:
        document.body.append(Paragraph(paragraph))
    document.save(out)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body: bytes, head: bytes = b"") -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": head + (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' + body
        + b"</w:body></w:document>")})  # fmt: skip


@pytest.mark.parametrize("content", [
    "L’été.\r\nFin.".encode(), "\ufeffL’été.\nFin.".encode(), "L’été.\nFin.".encode("utf-16"), "L’été.\nFin.".encode("cp1252"),
    docx("L’été.", "Fin."),
], ids=["utf-8", "mark", "utf-16", "windows", "docx"])  # fmt: skip
def test_words_come_in(content):
    assert text_of_file(sent(content)) == "L’été.\nFin."


def test_words_of_an_odt_come_in():
    assert text_of_file(sent(odt("L’été.", "Fin."))) == "Titre\nL’été.\nFin."


def test_what_somebody_took_out_of_a_document_stays_out():
    body = (
        b"<w:p><w:r><w:t>reste</w:t></w:r><w:del><w:r><w:delText>parti</w:delText><w:t>aussi</w:t></w:r></w:del></w:p>"
    )

    assert text_of_file(sent(word(body))) == "reste"


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "entities": word(b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", ENTITIES),
    "outside": word(b"<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", ENTITIES),
    "bomb": word(b"<w:p><w:r><w:t>" + b"a" * 40_000_000 + b"</w:t></w:r></w:p>"),
    "deep": word(b"<w:p>" * 5000 + b"</w:p>" * 5000),
    "broken": word(b"<w:p>")[:-40],
    "not xml": word(b"<w:p><w:r>"),
    "program": archive({"[Content_Types].xml": b"", "word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}),
    "slip": archive({"[Content_Types].xml": b"", "word/document.xml": b"<x/>", "../x": b"x"}),
    "other archive": archive({"a.txt": b"x"}),
    "pdf": b"%PDF-1.7 x",
    "picture": b"\x89PNG\r\n\x1a\n",
    "bytes": bytes(range(256)),
    "spaces": word(b'<w:p><t:s xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" t:c="x"/></w:p>'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_a_sentence(name):
    tracemalloc.start()
    with pytest.raises(Denied):
        text_of_file(sent(HOSTILE[name]))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert most < 100_000_000


def test_file_too_large_says_how_to_mend_it():
    with pytest.raises(Denied, match="2 Mo"):
        text_of_file(sent(b"x" * (2 * 1024 * 1024 + 1)))
