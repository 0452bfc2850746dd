"""A text as the detector reads it: accents, capitals, invisible signs and look-alike letters put aside, places kept."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# letters of other alphabets that pass for ours; a capital and its small letter may not look alike
PAIRS = """
АA ВB ЕE ЗE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG ԚQ ԜW аa вb еe зe кk мm нh оo рp сc тt уy хx іi јj ѕs һh ԁd ԛq ԝw гr пn ьb
ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw
ıi łl øo đd ħh ŀl ɑa ɡg ɩi ʀr ɴn ʏy ƒf ϲc ϳj ŁL ØO ĐD ĦH
"""
LOOKALIKES = str.maketrans({pair[0]: pair[1] for pair in PAIRS.split()})
GLUE = ("Cf", "Mn", "Me")
INVISIBLE = "\u115f\u1160\u2800\u3164\uffa0"
DIGITS = (str.maketrans("0134578", "oieastb"), str.maketrans("0134578", "oleastb"))
ENDS = re.compile(r"[.!?…\n•|]|^\s*[-–—*]\s", re.MULTILINE)
TITLES = frozenset(["m", "mm", "mr", "mme", "mmes", "mlle", "monsieur", "madame", "mademoiselle", "docteur", "docteure", "dr", "me", "maitre", "pr", "professeur", "professeure", "abbe", "pere", "soeur"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """`opens`: it begins a sentence, so that its capital says nothing. `joined`: only a space or a hyphen stands before."""

    plain: str
    start: int
    end: int
    capital: bool
    upper: bool
    opens: bool
    joined: bool


@cache
def plain(sign: str) -> str:
    """What one sign is read as: letters and digits in lower case without accent, "" for what is glued over or no letter."""
    if sign in INVISIBLE:
        return ""
    sign = sign.translate(LOOKALIKES)
    spelled = unicodedata.normalize(
        "NFKD", sign.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae")
    )
    letters = "".join(letter for letter in spelled if letter.isalnum()).translate(LOOKALIKES)
    return letters.casefold()


def glued(sign: str) -> bool:
    """An invisible sign or a floating accent: it cuts no word."""
    return sign in INVISIBLE or unicodedata.category(sign) in GLUE


def read(text: str) -> list[Token]:
    """Every word of a text, in order, with its place in the original."""
    tokens: list[Token] = []
    letters, start, end = [], 0, 0
    for place, sign in enumerate(text + " "):
        spelled = plain(sign)
        if spelled:
            start = start if letters else place
            letters.append(spelled)
            end = place + 1
        elif letters and not glued(sign):
            tokens.append(token(text, "".join(letters), start, end, tokens))
            letters = []
    return tokens


def token(text: str, letters: str, start: int, end: int, before: list[Token]) -> Token:
    between = text[before[-1].end : start] if before else "\n"
    last = before[-1] if before else None
    abbreviated = bool(
        last and last.capital and (len(last.plain) == 1 or last.plain in TITLES) and between.strip() == "."
    )
    visible = [sign for sign in text[start:end] if not glued(sign)]
    return Token(
        plain=letters,
        start=start,
        end=end,
        capital=visible[0].isupper(),
        upper=len(letters) > 1 and all(sign.isupper() for sign in visible if sign.isalpha()),
        opens=not abbreviated and bool(ENDS.search(between) or not before),
        joined=bool(before) and re.fullmatch(r"[\s\-‐‑–_·.*/]*", between) is not None and "\n\n" not in between,
    )


def unspelled(word: str) -> list[str]:
    """Digits put in the place of letters, read as these: « c4rrasco »; empty when the word has none."""
    mixed = re.search(r"[a-z]", word) and re.search(r"\d", word)
    return [word.translate(table) for table in DIGITS] if mixed else []


@dataclass(frozen=True)
class Flat:
    """A text as one line of plain words, for rules that look for turns of phrase. `%`, `/` and ends of sentence stay."""

    line: str
    places: tuple[tuple[int, int], ...]

    def found(self, pattern: re.Pattern) -> list[tuple[re.Match, int, int]]:
        """Each match with its place in the original text."""
        return [(match, *self.place(match.start(), match.end())) for match in pattern.finditer(self.line)]

    def place(self, start: int, end: int) -> tuple[int, int]:
        inside = [place for place in self.places[start:end] if place[1]]
        return inside[0][0], inside[-1][1]


def flat(text: str, tokens: list[Token]) -> Flat:
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    end = 0
    for token in [*tokens, None]:
        between = text[end : token.start if token else len(text)]
        stops = "".join(f" {sign}" for sign in between if sign in "%/") + (" ." if ENDS.search(between) else "")
        for sign in (stops + " ") if signs or stops else stops:
            signs.append(sign)
            places.append((end, end + between.index(sign) + 1 if sign in "%/" else 0))
        if token:
            signs += token.plain
            places += [(token.start, token.end)] * len(token.plain)
            end = token.end
    return Flat("".join(signs), tuple(places))
