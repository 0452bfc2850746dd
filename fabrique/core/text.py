"""Comparing what people write: names come with or without accents, capitals, hyphens, apostrophes."""

import re
import unicodedata


def fold(text: str) -> str:
    """Lower case, no accent, one space between words: `fold("L’Été à Saint-Hilaire") == "l ete a saint hilaire"`."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", plain.casefold()).strip()


# words no name is looked for by
SMALL_WORDS = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"])


def starts(folded: str) -> list[str]:
    """What the folded name is found by: itself, then what remains from each of its words that says something.

    `starts("saint hilaire de brethmas") == ["saint hilaire de brethmas", "hilaire de brethmas", "brethmas"]`
    """
    words = folded.split()
    later = [" ".join(words[n:]) for n in range(1, len(words)) if words[n] not in SMALL_WORDS]
    return [folded, *later]
