"""The picture of an item: recognised by what it holds, never without words for who does not see it (R251)."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _

from fabrique.core import uploads
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Item

ACCEPTED = (uploads.PNG, uploads.JPEG)
LARGEST = 2 * 1024 * 1024


def hang(item: Item, picture: File, alt: str) -> None:
    """Called in the transaction of the act; the former file goes once the new row is surely there."""
    if not alt.strip():
        raise Denied(_("Décrivez l’image en quelques mots : beaucoup la liront sans la voir."))
    if picture.size and picture.size > LARGEST:
        raise Denied(_("Cette image pèse plus de 2 Mo. Allégez-la : elle se lit au téléphone."))
    kind = uploads.recognise(picture)
    if kind not in ACCEPTED:
        raise Denied(_("Donnez une image PNG ou JPEG."))
    forget(item.picture)
    item.media_type, item.alt = kind, alt.strip()
    item.picture.save("", picture, save=False)
    item.save(update_fields=["picture", "media_type", "alt"])


def change(item: Item, picture: File | None, alt: str, *, without: bool) -> None:
    """Another picture, another description, or none any more."""
    if picture:
        hang(item, picture, alt)
    elif item.picture and without:
        forget(item.picture)
        item.picture, item.media_type, item.alt = "", "", ""
        item.save(update_fields=["picture", "media_type", "alt"])
    elif item.picture:
        if not alt.strip():
            raise Denied(_("Décrivez l’image en quelques mots : beaucoup la liront sans la voir."))
        item.alt = alt.strip()
        item.save(update_fields=["alt"])


def forget(file: Any) -> None:
    if name := file.name:
        storage = file.storage
        transaction.on_commit(lambda: storage.delete(name))


def serve(item: Item) -> FileResponse:
    """Shown in a page or a mail, and given nothing else: no script, no other type than its own."""
    response = FileResponse(item.picture.open("rb"), content_type=item.media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
