"""Cards that may say the same thing: words in common, folded and cut to their stem. A suggestion, which says so."""

from collections.abc import Sequence
from itertools import combinations

from fabrique.core.text import SMALL_WORDS, fold

# words that say nothing alone
EMPTY = SMALL_WORDS | frozenset(
    [
        "avec",
        "ce",
        "ces",
        "cette",
        "dans",
        "elle",
        "elles",
        "est",
        "etre",
        "faire",
        "fait",
        "il",
        "ils",
        "je",
        "leur",
        "leurs",
        "mais",
        "me",
        "mes",
        "moi",
        "mon",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "plus",
        "pour",
        "qu",
        "que",
        "qui",
        "sa",
        "sans",
        "se",
        "ses",
        "si",
        "son",
        "tout",
        "tous",
        "toute",
        "toutes",
        "tres",
        "tu",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
        "c",
        "j",
        "m",
        "n",
        "s",
        "t",
        "and",
        "are",
        "for",
        "from",
        "have",
        "not",
        "of",
        "our",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "we",
        "with",
        "you",
        "your",
    ]
)
STEM = 6
ALIKE = 0.34
# beyond that many cards, comparing each with each takes too long for a page
MOST = 400


def stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in fold(text).split() if word not in EMPTY and len(word) > 1)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Words in common, out of all: 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def families(cards: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The codes of cards that look alike, by sets of two or more, the largest first; each card in one set at most."""
    known = {code: stems(text) for code, text in cards[:MOST]}
    pairs = ((alike(known[one], known[other]), one, other) for one, other in combinations(known, 2))
    near = sorted((pair for pair in pairs if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    found: dict[str, list[str]] = {}
    for _likeness, one, other in near:
        join(found, one, other)
    seen = {id(family): family for family in found.values()}
    return sorted(seen.values(), key=len, reverse=True)


def join(found: dict[str, list[str]], one: str, other: str) -> None:
    """Nearest first; a family takes one more, two families stay apart: chains would swallow the wall."""
    if one in found and other in found:
        return
    family = found.get(one) or found.get(other) or []
    family += [code for code in (one, other) if code not in family]
    found[one] = found[other] = family
