"""The roster made ready: what each of its names can be recognised by."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from fabrique.accompaniment.restitution.guard.lexicon import folded
from fabrique.accompaniment.restitution.guard.reading import TITLES, read
from fabrique.accompaniment.restitution.guard.shapes import Entry, Kind, Roster
from fabrique.core.text import SMALL_WORDS

HOLDERS = 4
SHORTEST_TYPO = 5
SHORTEST_JOINED = 4
SHORTEST_ALONE = 3
LEGAL = frozenset(["association", "commune", "communaute", "communes", "ville", "mairie", "syndicat", "mixte", "pays", "agglomeration", "saint", "sainte", "val", "mont", "grand", "haut", "bas"])  # fmt: skip
COMPOUND = re.compile(r"\w[-‐‑’']\w")
# a post is the same whoever holds it
ENDINGS = (("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("enne", "en"), ("onne", "on"), ("esse", "e"), ("effe", "ef"), ("ee", "e"), ("ere", "er"), ("ente", "ent"), ("ante", "ant"), ("inte", "int"), ("ive", "if"), ("ale", "al"), ("elle", "el"), ("ete", "et"), ("ue", "u"), ("eure", "eur"))  # fmt: skip


def neutral(plain: str) -> str:
    """One form for a word in either gender and number: `neutral("directrices") == neutral("directeur")`."""
    word = plain[:-1] if len(plain) > 3 and plain[-1] in "sx" else plain
    if plain.endswith("aux") and not plain.endswith("eaux"):
        word = plain[:-2] + "l"
    for feminine, masculine in ENDINGS:
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            return word.removesuffix(feminine) + masculine
    return word


@dataclass(frozen=True)
class Sequence:
    """A name of several words, to be found close together in any order; `gap` is how far its ends may be."""

    entry: Entry
    words: tuple[str, ...]

    @property
    def gap(self) -> int:
        return 2 * len(self.words) + 3


@dataclass
class Index:
    """`hard` words are found as they are, `soft` ones are also French words: they need a capital or a neighbour."""

    hard: dict[str, Entry] = field(default_factory=dict)
    soft: dict[str, Entry] = field(default_factory=dict)
    joined: dict[str, Entry] = field(default_factory=dict)
    initials: dict[str, Entry] = field(default_factory=dict)
    acronyms: dict[str, Entry] = field(default_factory=dict)
    sequences: dict[str, list[Sequence]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[str, set[Entry]] = field(default_factory=lambda: defaultdict(set))
    nearly: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def alone(self, word: str) -> Entry | None:
        return self.hard.get(word) or self.soft.get(word)

    def whole(self, word: str) -> Entry | None:
        return self.joined.get(word) or self.alone(word)


def shortened(word: str) -> set[str]:
    """The word, and the word without one of its letters: two words one slip apart share one of these."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def prepared(roster: Roster) -> Index:
    index = Index()
    public = {token.plain for name in roster.public for token in read(name)}
    for entry in roster.entries:
        if entry.holders <= HOLDERS:
            for name in (entry.name, *entry.variants):
                learn(index, entry, name, public)
    for word in (*index.hard, *index.soft, *index.joined):
        if len(word) >= SHORTEST_TYPO:
            for short in shortened(word):
                index.nearly[short].add(word)
    return index


def learn(index: Index, entry: Entry, name: str, public: set[str]) -> None:
    tokens = [token.plain for token in read(name) if token.plain not in SMALL_WORDS and len(token.plain) > 1]
    words = [word for word in tokens if word not in TITLES or entry.kind != Kind.PERSON]
    if not words:
        return
    if entry.kind == Kind.PERSON:
        learn_person(index, entry, words)
        for compound in filter(COMPOUND.search, name.split()):
            index.joined.setdefault("".join(token.plain for token in read(compound)), entry)
    elif len(words) == 1 and entry.kind != Kind.POST:
        lone(index, entry, words[0])
    else:
        learn_thing(index, entry, words, public)
    for order in (words, words[::-1], [token.plain for token in read(name)]):
        if len(words) > 1 and len("".join(order)) >= SHORTEST_JOINED:
            index.joined.setdefault("".join(order), entry)


def lone(index: Index, entry: Entry, word: str) -> None:
    common = word in folded() or len(word) < SHORTEST_ALONE
    (index.soft if common else index.hard).setdefault(word, entry)
    index.owners[word].add(entry)


def learn_person(index: Index, entry: Entry, words: list[str]) -> None:
    for word in words:
        lone(index, entry, word)
    if len(words) > 1:
        letters = "".join(word[0] for word in words)
        for form in {letters, letters[:-1], letters[0] + letters[-1], letters[::-1]} - {letters[0]}:
            index.initials.setdefault(form, entry)


def learn_thing(index: Index, entry: Entry, words: list[str], public: set[str]) -> None:
    neutrals = tuple(neutral(word) for word in words)
    anchor = min(neutrals, key=lambda word: (word in folded(), -len(word)))
    index.sequences[anchor].append(Sequence(entry, neutrals))
    if entry.kind != Kind.POST:
        for word in words:
            if word not in folded() and word not in public and word not in LEGAL and len(word) >= SHORTEST_TYPO:
                index.hard.setdefault(word, entry)
        letters = "".join(word[0] for word in words)
        if len(letters) >= SHORTEST_ALONE:
            index.acronyms.setdefault(letters, entry)
