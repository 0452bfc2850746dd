"""Which words are French: the list of a package, and the words of our own trade that it lacks."""

import gzip
import json
import re
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

from fabrique.core.text import fold

OWN = files(__package__) / "words"
SUFFIXES = ("s", "x", "e", "es", "ne", "nes", "le", "les", "ment")


@cache
def spelled() -> frozenset[str]:
    """In small letters with their accents: about 140,000 forms, names of persons and places left out."""
    packed = (files("spellchecker") / "resources" / "fr.json.gz").read_bytes()
    return frozenset(json.loads(gzip.decompress(packed))) | own("trade")


@cache
def folded() -> frozenset[str]:
    return frozenset(word if word.isascii() else fold(word) for word in spelled())


@cache
def own(name: str) -> frozenset[str]:
    """A list of ours: words apart by a space or a line; a line that begins with # is for the reader."""
    lines = (OWN / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_word(plain: str) -> bool:
    """Also the plural, the feminine or the adverb of a word of the list."""
    known = folded()
    return plain in known or any(plain.endswith(end) and plain[: -len(end)] in known for end in SUFFIXES)


def main(files_read: list[str]) -> None:
    """Print, once each, the small-letter words of these files that no list holds: what `words/trade.txt` may lack."""
    texts = [Path(name).read_text("utf-8") for name in files_read]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]{4,}", text) if word.islower()}
    print("\n".join(sorted(word for word in words if not is_word(fold(word)))))


if __name__ == "__main__":
    main(sys.argv[1:])
