"""Rule 5: nothing that follows one person from page to page: no number, no initial for a name, no day, no order."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from django.utils.translation import gettext as _

from fabrique.accompaniment.restitution.guard.case import Case, Piece
from fabrique.accompaniment.restitution.guard.counts import WHO
from fabrique.accompaniment.restitution.guard.reading import Flat
from fabrique.accompaniment.restitution.guard.shapes import Refusal, Rule, Verbatim

MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
NUMBERED = re.compile(
    rf"\b(?:{WHO} (?:n |no |numero )?|(?:interview|source|profil|sujet|cas|acteur) (?:n |no |numero )?)(?:\d{{1,3}}|(?P<letter>[a-z])|i{{2,3}}|iv|vi{{1,3}})\b(?! (?:%|/))"
)
# a road, a gas, an age of the internet are no persons
CODED = re.compile(r"(?<![\w’'])[A-Z]{1,3}[-_ ]?\d{1,3}(?![\w%])")
ROADS = re.compile(r"^(?:RN|RD|RT|CO|PM|[ADNG](?=\d)|PLU|OK|CM|CE|H)[-_ ]?\d")
ROAD = re.compile(r"(?:\b(?:la|l[’']|route|autoroute|départementale|nationale|sur)\s?)$", re.IGNORECASE)
UNITS = [
    "premier",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
WORDS = [
    *UNITS,
    "dix sept",
    "dix huit",
    "dix neuf",
    "vingt",
    "vingt et un",
    *(f"vingt {word}" for word in UNITS[1:9]),
    "trente",
    "trente et un",
]
DAYS = {word: value for value, word in enumerate(WORDS, 1)}
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}}|{'|'.join(sorted(DAYS, key=len, reverse=True))})(?:er)? (?P<month>{'|'.join([*MONTHS, *SHORT])})\b(?: (?P<year>\d{{4}}))?"
    r"|\b(?P<d>\d{1,2}) / (?P<m>\d{1,2})(?: / (?P<y>\d{2,4}))?\b|\b(?P<yy>\d{4}) (?P<mm>\d{2}) (?P<dd>\d{2})\b"
    r"|\b(?P<d2>\d{1,2}) (?:\. )?(?P<m2>0?\d|1[012]) (?:\. )?(?P<y2>20\d\d)\b"
)
WEEK = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
MEETING = re.compile(
    rf"\b(?:entretien|entretiens|interview|rencontre|rendez vous) (?:[a-z]+ ){{0,3}}?(?:{WEEK}|matin|hier)\b"
    rf"|\b{WEEK} (?:le )?\d{{1,2}}\b(?! (?:h|heures|{'|'.join(MONTHS)})\b)"
)


def labels(case: Case) -> Iterator[Refusal]:
    """Rule 5, on the words."""
    codes = {code.casefold() for code in case.crowd.voices if len(code) > 3}
    for piece in case.pieces:
        line = piece.flat
        for match, start, end in line.found(NUMBERED):
            # « élu d’opposition » is no label, « élu D » is
            if not match["letter"] or (
                piece.text[end - 1].isupper() and piece.text[end : end + 1] not in ("’", "'", ".")
            ):
                yield followed(piece, start, end)
        for match in CODED.finditer(piece.text):
            road = ROADS.match(match[0]) and (
                ROAD.search(piece.text[: match.start()]) or len(match[0]) > 3 or match[0][:2] in ("CO", "PM")
            )
            if not road:
                yield followed(piece, match.start(), match.end())
        for code in codes:
            place = piece.text.casefold().find(code)
            if place >= 0:
                yield followed(piece, place, place + len(code))
        yield from days(case, piece, line)


def followed(piece: Piece, start: int, end: int) -> Refusal:
    why = _("Ce repère relie tous les mots d’une même personne : il suffit d’en reconnaître un.")
    return Refusal(Rule.LABEL, piece.code, piece.text[start:end], why, _("Retirez le repère."))


def days(case: Case, piece: Piece, line: Flat) -> Iterator[Refusal]:
    """A day within the time of the interviews; any day when that time is not known; any day in a quotation."""
    known = sorted(voice.day for voice in case.voices if voice.day)
    why = _("Le jour d’un entretien dit qui était là ce jour-là.")
    instead = _("Retirez le jour ; le mois ou la saison suffit.")
    for match, start, end in line.found(DAY):
        said = day_of(match)
        if said is None:
            continue
        inside = not known or any(
            known[0] <= f"{year}-{said[0]:02}-{said[1]:02}" <= known[-1] for year in years(said, known)
        )
        if inside or piece.verbatim:
            yield Refusal(Rule.LABEL, piece.code, piece.text[start:end], why, instead)
    for _match, start, end in line.found(MEETING):
        yield Refusal(Rule.LABEL, piece.code, piece.text[start:end], why, instead)


def day_of(match: re.Match) -> tuple[int, int, int | None] | None:
    """`(month, day, year or None)`, None when it is no date of any calendar."""
    said = {name: value for name, value in match.groupdict().items() if value}
    word = said.get("month")
    month = (
        MONTHS.index(word) + 1
        if word in MONTHS
        else SHORT.get(word) or int(said.get("m") or said.get("mm") or said.get("m2"))
    )
    day = DAYS.get(said.get("day")) or int(said.get("day") or said.get("d") or said.get("dd") or said.get("d2"))
    year = said.get("year") or said.get("y") or said.get("yy") or said.get("y2")
    year = int(year) + (2000 if len(year) == 2 else 0) if year else None
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return month, day, year


def years(said: tuple[int, int, int | None], known: list[str]) -> list[int]:
    return [said[2]] if said[2] else list(range(int(known[0][:4]), int(known[-1][:4]) + 1))


def orders(case: Case) -> Iterator[Refusal]:
    """Rule 5, on the order: not that of the interviews, and not twice the same persons one after the other."""
    verbatims = [verbatim for verbatim in case.document.verbatims if verbatim.interview in case.crowd.voices]
    dated = [case.crowd.voices[verbatim.interview].day for verbatim in verbatims]
    if all(dated) and len(set(dated)) > 3 and (dated == sorted(dated) or dated == sorted(dated, reverse=True)):
        yield shuffle(verbatims[0], _("Les citations suivent l’ordre des entretiens."))
    sections: dict[str, list[Verbatim]] = defaultdict(list)
    for verbatim in verbatims:
        sections[verbatim.section].append(verbatim)
    for first, second in combinations(sections.values(), 2):
        one, two = [v.interview for v in first], [v.interview for v in second]
        common = [interview for interview in one if interview in two]
        if len(common) > 2 and common == [interview for interview in two if interview in one]:
            yield shuffle(second[0], _("Les mêmes personnes se suivent dans le même ordre dans deux parties."))


def shuffle(verbatim: Verbatim, why: str) -> Refusal:
    return Refusal(Rule.LABEL, verbatim.code, verbatim.text, why, _("Mélangez l’ordre des citations."))
