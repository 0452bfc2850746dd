"""Files people send: recognised by what they hold, never by their name, and given back so that no browser runs them.

Nothing is ever unpacked. What a picture says of the place and of the device that took it is not removed yet: the form
says so.
"""

import zipfile
from typing import Any

from django.core.files.base import File
from django.http import FileResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied

LARGEST = 20 * 1024 * 1024
# declared by an archive, whose pages we never unpack: what a reader's own software would have to swallow
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 5000

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
_OPEN = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
EXTENSIONS = {
    PDF: "pdf",
    PNG: "png",
    JPEG: "jpg",
    _OPEN + "text": "odt",
    _OPEN + "presentation": "odp",
    _OFFICE + "wordprocessingml.document": "docx",
    _OFFICE + "presentationml.presentation": "pptx",
}
SIGNATURES = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
OFFICE_PARTS = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx"}
ACCEPTED = "." + ",.".join(EXTENSIONS.values())


def recognise(file: File) -> str:
    """The media type of an uploaded file, or `Denied` with the sentence that says how to mend it."""
    if not file.size:
        raise Denied(_("Ce fichier est vide."))
    if file.size > LARGEST:
        raise Denied(_("Ce fichier pèse plus de 20 Mo. Allégez-le, ou donnez un lien."))
    file.seek(0)
    head = file.read(16)
    found = next((kind for start, kind in SIGNATURES.items() if head.startswith(start)), "")
    archive = zipfile.is_zipfile(file)
    if head.startswith(b"PK\x03\x04") and archive:
        found = recognise_archive(file)
    elif archive:  # a picture or a PDF with an archive behind it is two files in one
        found = ""
    file.seek(0)
    if not found:
        raise Denied(_("Ce fichier n’est pas d’un type accepté : PDF, ODT, ODP, DOCX, PPTX, PNG ou JPEG."))
    return found


def recognise_archive(file: File) -> str:
    """What an office document is made of says which one it is; one that carries programs is refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if suspicious(parts):
                return ""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    declared = stream.read(100).decode("ascii", "replace").strip()
                return declared if declared in EXTENSIONS and declared.startswith(_OPEN) else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        return ""
    kinds = {OFFICE_PARTS[name] for name in names & set(OFFICE_PARTS)} if "[Content_Types].xml" in names else set()
    return next((media for media, ending in EXTENSIONS.items() if {ending} == kinds), "")


def suspicious(parts: list[zipfile.ZipInfo]) -> bool:
    names = [part.filename for part in parts]
    return (
        len(parts) > MOST_PARTS
        or len(set(names)) < len(names)
        or sum(part.file_size for part in parts) > LARGEST_UNPACKED
        or any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names)
        or any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) or "Basic/" in name for name in names)
    )


def download(file: Any, *, title: str, media_type: str) -> FileResponse:
    """The stored file, saved by the browser and never shown in our origin; its name is made from our title."""
    name = f"{slugify(title)[:80] or 'document'}.{EXTENSIONS[media_type]}"
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
