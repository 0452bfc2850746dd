"""Looking for words in bytes, however a machine may have written them (reliability 4.2)."""

import base64
import gzip
import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

MOST = 64 * 1024 * 1024


def writings(word: str) -> set[bytes]:
    """UTF-8, UTF-16 both ways, Latin-1, decomposed, other letters, base64 at its three places, hexadecimal, address, JSON."""
    plain = word.encode()
    found = {
        plain, word.encode("utf-16-le"), word.encode("utf-16-be"), unicodedata.normalize("NFD", word).encode(),
        word.lower().encode(), word.upper().encode(), plain.hex().encode(), plain.hex().upper().encode(),
        quote(word).encode(), quote(word).lower().encode(),
        "".join(f"\\u{ord(sign):04x}" if ord(sign) > 127 else sign for sign in word).encode(),
        "".join(s for s in unicodedata.normalize("NFD", word) if not unicodedata.combining(s)).casefold().encode(),
    }  # fmt: skip
    if all(ord(sign) < 256 for sign in word):
        found.add(word.encode("latin-1"))
    for shift in range(3):
        encoded = base64.b64encode(b"\x00" * shift + plain)
        middle = encoded[4 if shift else 0 : (len(plain) + shift) // 3 * 4]
        found |= {middle, middle.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def layers(content: bytes, depth: int = 3) -> Iterator[bytes]:
    """The bytes, and what is packed in them."""
    yield content
    if not depth:
        return
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield "\n".join(archive.namelist()).encode()
            for name in archive.namelist():
                yield from layers(archive.read(name)[:MOST], depth - 1)
    for start in starts(content, b"\x1f\x8b\x08"):
        try:
            yield from layers(gzip.GzipFile(fileobj=io.BytesIO(content[start:])).read(MOST), depth - 1)
        except (OSError, EOFError, zlib.error):
            continue
    for mark in (b"\x78\x01", b"\x78\x9c", b"\x78\xda"):
        for start in starts(content, mark):
            try:
                packed = zlib.decompressobj().decompress(content[start:], MOST)
            except zlib.error:
                continue
            if len(packed) > 16:
                yield packed


def starts(content: bytes, mark: bytes) -> Iterator[int]:
    place = content.find(mark)
    while place >= 0:
        yield place
        place = content.find(mark, place + 1)


def files_under(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file with its name, which may tell too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = str(path.relative_to(folder))
            yield name, name.encode() + b"\n" + path.read_bytes()


def found_in(folder: Path, words: list[str], mark: str = "") -> dict[str, set[str]]:
    """For each word, the files that hold it in any writing. `mark`: what many begin with, looked for before them."""
    marked, needles = (
        writings(mark) if mark else set(),
        [(word, writing) for word in words for writing in writings(word)],
    )
    others = [(word, writing) for word, writing in needles if not (mark and word.startswith(mark))]
    found: dict[str, set[str]] = {word: set() for word in words}
    for name, content in files_under(folder):
        for layer in layers(content):
            suspect = any(writing in layer for writing in marked)
            for word, writing in needles if suspect else others:
                if writing in layer:
                    found[word].add(name)
    return found
