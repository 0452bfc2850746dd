"""Sounds people send: recognised by what they hold, and played by the browser's own player, from where it wants to begin."""

import re
import zipfile
from typing import Any

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied

LARGEST = 20 * 1024 * 1024
ACCEPTED = ".mp3,.ogg,.m4a"
MP3, OGG, M4A = "audio/mpeg", "audio/ogg", "audio/mp4"
BRANDS = (b"M4A ", b"M4B ", b"mp42", b"isom", b"3gp4", b"3gp5")
WITHIN = re.compile(r"bytes=(\d*)-(\d*)$")


def recognise(file: File) -> str:
    """The media type of a sound, or `Denied` with the sentence that says how to mend it."""
    if not file.size:
        raise Denied(_("Ce fichier est vide."))
    if file.size > LARGEST:
        raise Denied(_("Ce son pèse plus de 20 Mo. Enregistrez-le en MP3, ou coupez-le."))
    file.seek(0)
    data = file.read()
    file.seek(0)
    found = "" if zipfile.is_zipfile(file) else next((kind for kind, holds in KINDS.items() if holds(data)), "")
    file.seek(0)
    if not found:
        raise Denied(_("Ce fichier n’est pas un son d’un type accepté : MP3, OGG ou M4A."))
    return found


def is_mp3(data: bytes) -> bool:
    """Frames, after the label that often comes before them."""
    start = 0
    if data.startswith(b"ID3") and len(data) > 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    head = data[start : start + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer, rate, pace = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer != 0 and rate not in (0, 15) and pace != 3


def is_ogg(data: bytes) -> bool:
    first = data[:128]
    return first.startswith(b"OggS") and (b"OpusHead" in first or b"\x01vorbis" in first)


def is_m4a(data: bytes) -> bool:
    """A sound track and no film: both come in the same box."""
    tracks = set(re.findall(rb"hdlr.{8}(\w{4})", data, re.DOTALL))
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS and b"soun" in tracks and b"vide" not in tracks


KINDS = {MP3: is_mp3, OGG: is_ogg, M4A: is_m4a}


def play(request: HttpRequest, sound: Any, media_type: str) -> HttpResponse:
    """The whole, or the part asked for: some players begin by asking for two bytes, and play nothing without them."""
    size = sound.size
    part = WITHIN.match(request.headers.get("Range", ""))
    response: HttpResponse
    if part is None or not any(part.groups()):
        response = FileResponse(sound.open("rb"), content_type=media_type)  # type: ignore[assignment]  # both are answers
    else:
        first, last = bounds(part[1], part[2], size)
        if first > last:
            response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        else:
            with sound.open("rb") as stored:
                stored.seek(first)
                response = HttpResponse(stored.read(last - first + 1), status=206, content_type=media_type)
            response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """As the protocol has them: from … to, from … on, or the last so many."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
