"""A sound is what it holds, and is played from where the player wants to begin (A40: a story told by voice)."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory

from fabrique.core import sounds
from fabrique.core.permissions import Denied

FRAME = b"\xff\xfb\x90\x00" + b"\0" * 60
OGG = b"OggS\0\x02" + b"\0" * 20 + b"\x01\x13OpusHead\x01" + b"\0" * 40


def box(*tracks: bytes) -> bytes:
    return b"\0\0\0\x18ftypM4A \0\0\0\0" + b"".join(
        b"\0\0\0\x20hdlr" + b"\0" * 8 + track + b"\0" * 12 for track in tracks
    )


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("a", "a")
    return stream.getvalue()


HEARD = {
    "mp3": (FRAME, sounds.MP3),
    "mp3 with its label": (b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + FRAME, sounds.MP3),
    "ogg": (OGG, sounds.OGG),
    "ogg of before": (OGG.replace(b"\x13OpusHead", b"\x1e\x01vorbis"), sounds.OGG),
    "m4a": (box(b"soun"), sounds.M4A),
}
REFUSED = {
    "empty": b"",
    "page": b"<!doctype html><script>alert(1)</script>",
    "label alone": b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 80,
    "picture": b"\xff\xd8\xff\xe0" + b"\0" * 80,
    "film": box(b"soun", b"vide"),
    "box without a sound": box(b"text"),
    "film in ogg": b"OggS\0\x02" + b"\0" * 20 + b"\x80theora" + b"\0" * 40,
    "sound and archive": FRAME + archive(),
    "too heavy": FRAME + b"\0" * sounds.LARGEST,
}


@pytest.mark.parametrize("name", HEARD)
def test_content_tells_the_type_whatever_the_name(name):
    data, media_type = HEARD[name]

    assert sounds.recognise(ContentFile(data, "voix.html")) == media_type


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused(name):
    with pytest.raises(Denied, match=r"vide|20 Mo|MP3, OGG ou M4A"):
        sounds.recognise(ContentFile(REFUSED[name], "voix.mp3"))


PARTS = [
    ("", 200, b"0123456789", None),
    ("bytes=0-1", 206, b"01", "bytes 0-1/10"),
    ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
    ("bytes=-3", 206, b"789", "bytes 7-9/10"),
    ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
    ("bytes=10-", 416, b"", "bytes */10"),
    ("bytes=5-2", 416, b"", "bytes */10"),
    ("bytes=-", 200, b"0123456789", None),
    ("bytes=0-1,4-5", 200, b"0123456789", None),
    ("words=1-2", 200, b"0123456789", None),
]


@pytest.mark.parametrize(("asked", "status", "data", "told"), PARTS)
def test_the_part_asked_for_is_given(asked, status, data, told):
    request = RequestFactory().get("/", headers={"Range": asked} if asked else {})

    response = sounds.play(request, ContentFile(b"0123456789"), sounds.OGG)

    assert (response.status_code, b"".join(response), response.headers.get("Content-Range")) == (status, data, told)
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
