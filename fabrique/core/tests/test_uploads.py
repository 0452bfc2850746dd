import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from fabrique.core import uploads
from fabrique.core.permissions import Denied

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
TYPES = "[Content_Types].xml"


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in parts:
            file.writestr(name, text)
    return stream.getvalue()


def upload(content, name="file"):
    return SimpleUploadedFile(name, content)


DOCX = archive([(TYPES, "<Types/>"), ("word/document.xml", "<w/>")])
PPTX = archive([(TYPES, "<Types/>"), ("ppt/presentation.xml", "<p/>")])
ODT = archive([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<c/>")])
ODP = archive([("mimetype", "application/vnd.oasis.opendocument.presentation")])


@pytest.mark.parametrize(
    ("content", "extension"),
    [(PDF, "pdf"), (PNG, "png"), (JPEG, "jpg"), (DOCX, "docx"), (PPTX, "pptx"), (ODT, "odt"), (ODP, "odp")],
)
def test_content_tells_the_type_whatever_the_name(content, extension):
    media_type = uploads.recognise(upload(content, "photo.html"))

    assert uploads.EXTENSIONS[media_type] == extension


REFUSED = {
    "page": b"<!doctype html><script>alert(1)</script>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "film": b"\0\0\0\x18ftypmp42" + b"\0" * 40,
    "program": b"MZ" + b"\0" * 40,
    "pdf after a page": b"<html></html>" + PDF,
    "pdf and archive": PDF + DOCX,
    "picture and archive": PNG + DOCX,
    "archive behind a page": b"<html></html>" + DOCX,
    "archive of anything": archive([("hello.txt", "hello")]),
    "archive that lies": archive([("mimetype", "text/html")]),
    "spreadsheet": archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
    "document and slides": archive([(TYPES, ""), ("word/document.xml", ""), ("ppt/presentation.xml", "")]),
    "macros": archive([(TYPES, ""), ("word/document.xml", ""), ("word/vbaProject.bin", "")]),
    "macros of an odt": archive([("mimetype", "application/vnd.oasis.opendocument.text"), ("Basic/x.xml", "")]),
    "way out": archive([(TYPES, ""), ("word/document.xml", ""), ("../../etc/passwd", "x")]),
    "way out of windows": archive([(TYPES, ""), ("word/document.xml", ""), ("..\\..\\x", "x")]),
    "absolute way": archive([(TYPES, ""), ("word/document.xml", ""), ("/etc/passwd", "x")]),
    "thousands of parts": archive([(TYPES, ""), ("word/document.xml", ""), *((f"{n}", "") for n in range(5000))]),
    "cut": DOCX[:-10],
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused(name):
    with pytest.raises(Denied, match="pas d’un type accepté"):
        uploads.recognise(upload(REFUSED[name], "innocent.pdf"))


def test_archive_that_would_swell_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(TYPES, "")
        file.writestr("word/document.xml", "")
        with file.open("word/media/image1.png", "w", force_zip64=True) as part:
            for _ in range(uploads.LARGEST_UNPACKED // 2**20 + 1):
                part.write(bytes(2**20))

    with pytest.raises(Denied, match="pas d’un type accepté"):
        uploads.recognise(upload(stream.getvalue()))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archive_that_names_a_part_twice_is_refused():
    with pytest.raises(Denied, match="pas d’un type accepté"):
        uploads.recognise(upload(archive([(TYPES, ""), ("word/document.xml", "a"), ("word/document.xml", "b")])))


def test_empty_and_huge_files_say_so():
    with pytest.raises(Denied, match="vide"):
        uploads.recognise(upload(b""))
    with pytest.raises(Denied, match="20 Mo"):
        uploads.recognise(upload(PDF + bytes(uploads.LARGEST)))


@pytest.mark.django_db
def test_download_is_saved_never_shown():
    name = default_storage.save("sessions/random", ContentFile(PDF))

    with default_storage.open(name) as file:
        response = uploads.download(file, title='Synthèse "du jour"\r\nX-Evil: 1 / ../é', media_type=uploads.PDF)

        assert response.headers["Content-Disposition"] == 'attachment; filename="synthese-du-jour-x-evil-1-e.pdf"'
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        response.close()
