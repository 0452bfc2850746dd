"""Finding words in what was said, in memory, whatever the accents and the capitals: twenty interviews are a linear scan."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews.opening import everything, texts_of
from fabrique.accompaniment.interviews.sealed import Coded
from fabrique.core.text import fold
from fabrique.core.vault.spaces import Space

AROUND = 80
MOST = 200
PLAIN = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}


@dataclass(frozen=True)
class Hit:
    """Words found, with what stands around them. `coded` when it is in a memo or a theme."""

    interview: str
    before: str
    words: str
    after: str
    coded: Coded | None = None


@lru_cache(maxsize=2048)
def plain(sign: str) -> str:
    """Its lower letters and digits without accents, a space for what parts words: a text holds few different signs."""
    signs = unicodedata.normalize("NFKD", PLAIN.get(sign, sign)).casefold()
    kept = (one for one in signs if not unicodedata.combining(one))
    return "".join(one if one.isascii() and one.isalnum() else " " for one in kept)


def flattened(text: str) -> tuple[str, list[int]]:
    """The text in plain lower letters, and where each of its signs stands in the true one."""
    signs, places, gap = [], [], False
    for index, sign in enumerate(text):
        for one in plain(sign):
            if one == " ":
                gap = bool(signs)
                continue
            if gap:
                signs.append(" ")
                places.append(index)
                gap = False
            signs.append(one)
            places.append(index)
    return "".join(signs), places


def hits_in(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where `wanted` (folded) stands in the text: first and last sign of the true one."""
    flat, places = flattened(text)
    found, start = [], flat.find(wanted)
    while start >= 0 and wanted:
        found.append((places[start], places[start + len(wanted) - 1] + 1))
        start = flat.find(wanted, start + len(wanted))
    return found


def search_in(space: Space, diagnostic: Diagnostic, words: str) -> list[Hit]:
    """In the notes, then in what the team wrote beside the passages: one hit each of those."""
    wanted, found = fold(words), everything(space, diagnostic)
    hits = [
        Hit(code, *around(text, *span))
        for code, text in texts_of(found.known).items()
        for span in hits_in(text, wanted)
    ]
    for coded in found.first:
        beside = f"{coded.theme} : {coded.memo}" if coded.memo else coded.theme
        hits += [Hit(coded.interview, *around(beside, *span), coded) for span in hits_in(beside, wanted)[:1]]
    return hits[:MOST]


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
