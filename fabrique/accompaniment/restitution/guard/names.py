"""The detector: every place of a text where somebody or something of the roster is recognised, however disguised.

A word of the roster is found exact, without accent or capital, cut by invisible signs, in another alphabet's letters, in
pieces, letter by letter, one slip away, by its initials. Then whatever has a capital and is no French word is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from fabrique.accompaniment.restitution.guard.lexicon import folded, is_word, own
from fabrique.accompaniment.restitution.guard.reading import TITLES, Token, unspelled
from fabrique.accompaniment.restitution.guard.roster import (
    SHORTEST_JOINED,
    SHORTEST_TYPO,
    Index,
    Sequence,
    neutral,
    shortened,
)
from fabrique.accompaniment.restitution.guard.shapes import Entry
from fabrique.core.text import SMALL_WORDS, fold

# « Madame la maire », « Monsieur le Préfet »: a title before a post is the post's matter
POSTS = frozenset(["maire", "prefet", "prefete", "president", "presidente", "le", "la"])
# a road, a gas, a quantity: `labels` looks at those
CODE = re.compile(r"[a-z]{0,3}\d+[a-z]?")
MOST_PIECES = 5
SPACED = 4
# no sentence begins with a bare « Petit »; one may begin with « Le »
LONG_ENOUGH = 4


@dataclass(frozen=True)
class Hit:
    """`entry` is None for a word that is only asked about."""

    start: int
    end: int
    entry: Entry | None = None


def find(text: str, tokens: list[Token], index: Index, public: frozenset[str] = frozenset()) -> list[Hit]:
    """Every hit, merged where they touch, in the order of the text; `public`: folded words that may be printed."""
    named = merged(
        [*words(tokens, index), *pieces(tokens, index), *letters(tokens, index), *together(tokens, index)], text
    )
    taken = {place for hit in named for place in range(hit.start, hit.end)}
    asked = [hit for hit in merged(list(unknown(tokens, public)), text) if not taken & set(range(hit.start, hit.end))]
    return sorted([*named, *asked], key=lambda hit: hit.start)


def words(tokens: list[Token], index: Index) -> Iterator[Hit]:
    """One word alone: exact, its letters glued, or one slip away."""
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        for word in [token.plain, *unspelled(token.plain)]:
            entry = index.hard.get(word) or index.joined.get(word)
            if entry is None and word in index.soft and shown(tokens, place, index):
                entry = index.soft[word]
            if entry is None and token.upper and (word not in folded() or not heading(tokens, place)):
                entry = index.initials.get(word) or index.acronyms.get(word)
            if entry is None and (not is_word(word) or (token.capital and not token.opens) or titled(before)):
                entry = slipped(word, index, surely=is_word(word) and not titled(before))
            if entry:
                yield Hit(token.start, token.end, entry)
                break


def shown(tokens: list[Token], place: int, index: Index) -> bool:
    """A name that is also a word (« Petit ») is a name with a capital, a title, or its other half near."""
    token, before = tokens[place], tokens[place - 1] if place else None
    if (
        token.capital
        and (not token.opens or len(token.plain) >= LONG_ENOUGH)
        and not (token.upper and heading(tokens, place))
    ):
        return True
    if titled(before):
        return True
    near = [tokens[n] for n in (place - 2, place - 1, place + 1, place + 2) if 0 <= n < len(tokens)]
    mine = index.owners[token.plain]
    return any(mine & index.owners.get(other.plain, set()) for other in near if other.plain != token.plain)


def heading(tokens: list[Token], place: int) -> bool:
    """All is in capitals around: a capital says nothing."""
    return any(token.upper for token in (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]))


def titled(before: Token | None) -> bool:
    return before is not None and before.plain in TITLES and (before.capital or len(before.plain) > 3)


def slipped(word: str, index: Index, *, surely: bool = False) -> Entry | None:
    """The roster's word that is one slip away: a letter more, less, changed, or two exchanged.

    `surely`: leave those that are French words themselves; « Maire » is not « Marie ».
    """
    if len(word) < SHORTEST_TYPO - 1:
        return None
    near = {known for short in shortened(word) for known in index.nearly.get(short, ())}
    best = [known for known in sorted(near) if OSA.distance(word, known, score_cutoff=1) <= 1]
    best = [known for known in best if not (surely and known in index.soft)]
    return index.whole(best[0]) if best else None


def pieces(tokens: list[Token], index: Index) -> Iterator[Hit]:
    """A name cut in two or more: « Car rasco », « Saint Hi laire »."""
    for place, token in enumerate(tokens):
        whole = token.plain
        for other in range(place + 1, min(place + MOST_PIECES, len(tokens))):
            if not tokens[other].joined:
                break
            whole += tokens[other].plain
            parts = tokens[place : other + 1]
            entry = index.whole(whole) if len(whole) >= SHORTEST_JOINED else None
            cut = token.capital or any(part.plain not in folded() for part in parts)
            if entry and (cut or whole in index.joined):
                yield Hit(token.start, parts[-1].end, entry)


def letters(tokens: list[Token], index: Index) -> Iterator[Hit]:
    """Letters one by one, outside a heading in capitals (« IL Y A »): initials (« H. C. »), or a whole name (« C a r r a s c o »)."""
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and single(tokens[end]) and (end == start or tokens[end].joined):
            end += 1
        shouted = any(token.upper for token in (*tokens[max(0, start - 1) : start], *tokens[end : end + 1]))
        yield from spelled(tokens[start:end], index, shouted=shouted)
        start = max(end, start + 1)


def single(token: Token) -> bool:
    return len(token.plain) == 1 and token.plain.isalpha()


def spelled(run: list[Token], index: Index, *, shouted: bool) -> Iterator[Hit]:
    if len(run) < SPACED:
        # « à H. C. », « H. C. a dit »: small letters beside are words
        run = [token for token in run if token.capital]
    if len(run) < 2:
        return
    whole, hit = "".join(token.plain for token in run), (run[0].start, run[-1].end)
    if whole in index.initials and not shouted:
        yield Hit(*hit, index.initials[whole])
    elif len(run) >= SPACED:
        inside = [name for name in (*index.hard, *index.soft, *index.joined) if len(name) > 2 and name in whole]
        cuts = (whole, whole[1:], whole[:-1], whole[1:-1])
        entry = (
            index.whole(max(inside, key=len))
            if inside
            else next(filter(None, (slipped(cut, index) for cut in cuts)), None)
        )
        yield Hit(*hit, entry)
    elif not shouted:
        yield Hit(*hit)


def together(tokens: list[Token], index: Index) -> Iterator[Hit]:
    """The words of a post, a place, a structure, in any order, either gender, within reach of each other."""
    forms = [neutral(token.plain) for token in tokens]
    for place, form in enumerate(forms):
        for sequence in index.sequences.get(form, ()):
            if len(sequence.words) == 1:
                if not plural(tokens, place):
                    yield Hit(tokens[place].start, tokens[place].end, sequence.entry)
                continue
            found = gathered(forms, tokens, place, sequence)
            if found:
                yield Hit(tokens[found[0]].start, tokens[found[-1]].end, sequence.entry)


def plural(tokens: list[Token], place: int) -> bool:
    """« les maires » designates no one."""
    return (
        tokens[place].plain[-1] in "sx" and place > 0 and tokens[place - 1].plain in ("les", "des", "aux", "de", "ces")
    )


def gathered(forms: list[str], tokens: list[Token], anchor: int, sequence: Sequence) -> list[int]:
    """Where the words of a sequence stand around its anchor, nearest first, in one sentence; empty unless all are there."""
    low, high = anchor, anchor
    while low > max(0, anchor - sequence.gap) and not tokens[low].opens:
        low -= 1
    while high + 1 < min(len(tokens), anchor + sequence.gap + 1) and not tokens[high + 1].opens:
        high += 1
    places = sorted(range(low, high + 1), key=lambda place: abs(place - anchor))
    found = [next((place for place in places if forms[place] == word), None) for word in sequence.words]
    return [] if None in found else sorted(found)


def unknown(tokens: list[Token], public: frozenset[str]) -> Iterator[Hit]:
    """A capital on what is no French word; a first name; whatever follows a title; a title and an initial."""
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if not token.capital or token.plain in public or CODE.fullmatch(token.plain):
            continue
        if titled(before) and token.plain not in TITLES and token.plain not in POSTS:
            yield Hit(before.start, token.end)
        elif len(token.plain) > 1 and (not is_word(token.plain) or (token.plain in firstnames() and not token.opens)):
            yield Hit(token.start, token.end)


@cache
def firstnames() -> frozenset[str]:
    return frozenset(fold(name) for name in own("firstnames"))


def merged(hits: list[Hit], text: str) -> list[Hit]:
    """Hits that overlap or touch become one; a person's first and last names are read together."""
    done: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        last = done[-1] if done else None
        if last and (hit.start < last.end or (text[last.end : hit.start].strip(" .-\u00a0’'") in SMALL_WORDS | {""} and hit.entry == last.entry)):  # fmt: skip
            done[-1] = Hit(last.start, max(last.end, hit.end), last.entry or hit.entry)
        else:
            done.append(hit)
    return done
