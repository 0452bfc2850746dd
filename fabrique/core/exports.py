"""Files to download: tables for a spreadsheet, which must never take a cell somebody wrote for a formula, and documents."""

import csv
from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any

from django.http import Http404, HttpResponse

from fabrique.core.documents import formats
from fabrique.core.documents.model import Document

# what starts a formula, in ASCII and in full width; a tab or a line break would hide the sign that follows
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet could run is preceded by an apostrophe; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.lstrip(" \u00a0\u202f").startswith(DANGEROUS) else cell


def csv_response(name: str, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """A file to download: semicolons and a byte order mark, as French spreadsheets expect."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def document_response(name: str, build: Callable[[], Document], format_name: str) -> HttpResponse:
    """The document in one of the formats of the house; 404 for another, before anything is built."""
    if format_name not in formats.FORMATS:
        raise Http404
    rendered = formats.render(build(), format_name)
    response = HttpResponse(rendered.data, content_type=rendered.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}{rendered.suffix}"'
    # the file opens outside the site: what it may do is said with it
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
    )
    return response
