"""Between sealed bytes and what an open vault reads: shapes, and nothing that touches the database's clear side.

Each sealing names its place: the column, and for an extract its row, so that bytes moved elsewhere do not open.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from fabrique.accompaniment.diagnostics import withdrawals
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews.models import Extract, Interview, Notes
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Erased, Item, Space

FACTS, NOTES, WORDS = "interviews.Interview.facts", "interviews.Notes.words", "interviews.Extract.words"


@dataclass(frozen=True)
class Facts:
    """Who was heard and how. `contact` is the code in the contact list; `day` is ISO; minutes are whole."""

    contact: str = ""
    category: str = ""  # key of the referential's item: "elected"
    sub_type: str = ""
    function: str = ""  # generic: « une élue »
    mode: str = ""
    day: str = ""
    minutes: int = 0
    interviewers: tuple[str, ...] = ()  # codes of persons
    consent: str = ""  # the wording agreed to
    may_quote: bool = False


@dataclass(frozen=True)
class Coded:
    """One extract, open. `start` and `end` count characters of the notes when it was taken; `intensity` is 1 to 3."""

    code: str = ""
    interview: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    kind: str = ""  # enums.ExtractKind
    theme: str = ""
    fundamental: str = ""
    aspect: str = ""  # enums.Aspect
    intensity: int = 1
    memo: str = ""
    coder: str = ""  # code of the person
    blind: bool = False  # of a second coding, kept apart: only the measure of agreement reads it
    facts: Facts = field(default_factory=Facts)


def sealed(item: Item, thing: Facts | Coded, place: str) -> bytes:
    """`facts` of an extract are its interview's: never sealed twice."""
    words = asdict(thing)
    words.pop("facts", None)
    return item.seal(json.dumps(words, ensure_ascii=False), place)


def place_of(extract: Extract) -> str:
    return f"{WORDS}|{extract.code}"


def read(item: Item, words: bytes, place: str) -> dict[str, Any]:
    """Raises `DoesNotOpen`, also for what opens and is not what was sealed here."""
    try:
        found = json.loads(item.open(words, place))
    except ValueError as fault:
        raise DoesNotOpen(place) from fault
    if not isinstance(found, dict):
        raise DoesNotOpen(place)
    return found


def facts_of(item: Item, interview: Interview) -> Facts:
    words = read(item, interview.facts, FACTS)
    return Facts(**words | {"interviewers": tuple(words["interviewers"])})


def coded_of(item: Item, extract: Extract, facts: Facts) -> Coded:
    words = read(item, extract.words, place_of(extract))
    return Coded(**words | {"code": extract.code, "interview": item.code, "facts": facts})


def text_of(item: Item, notes: Notes) -> str:
    return item.open(notes.words, NOTES)


def put_words(item: Item, extract: Extract, coded: Coded) -> None:
    """Seal them into the row, which the caller saves."""
    extract.words = sealed(item, replace(coded, code="", interview=""), place_of(extract))


def keep(item: Item, interview: Interview, coded: Coded) -> Extract:
    """Write one extract, sealed; the action that calls it has asked the rule."""
    extract = Extract(diagnostic=interview.diagnostic, interview=interview)
    put_words(item, extract, coded)
    extract.save()
    return extract


def items_left(space: Space, codes: list[str]) -> dict[str, Item]:
    """One query. A key that is gone was destroyed, whether or not the row says so yet."""
    try:
        return space.items(codes)
    except Erased as gone:
        return space.items([code for code in codes if code not in gone.args])


def heard(space: Space, diagnostic: Diagnostic) -> dict[str, tuple[Item, Facts]]:
    """Every interview that still has its key, by code. Raises `DoesNotOpen`.

    `may_quote` is what the person answers today by their link, whatever was noted the day of the interview (R356).
    """
    rows = list(diagnostic.interviews.standing())
    items = items_left(space, [row.code for row in rows])
    refuse = withdrawals.unquotable(diagnostic)
    known = {row.code: facts_of(items[row.code], row) for row in rows if row.code in items}
    return {code: (items[code], replace(facts, may_quote=facts.may_quote and facts.contact not in refuse))
            for code, facts in known.items()}  # fmt: skip


def with_words(diagnostic: Diagnostic, known: dict[str, tuple[Item, Facts]]) -> set[str]:
    """Codes of the interviews of which something was noted. One query. Raises `DoesNotOpen`."""
    rows = Notes.objects.filter(interview__diagnostic=diagnostic).select_related("interview")
    here = [row for row in rows if row.interview.code in known]
    return {row.interview.code for row in here if text_of(known[row.interview.code][0], row).strip()}


def survey(space: Space, diagnostic: Diagnostic) -> tuple[dict[str, tuple[Item, Facts]], set[str]]:
    """As `heard`, and the codes of those that do not open any more: one that is damaged does not close the others."""
    try:
        return heard(space, diagnostic), set()
    except DoesNotOpen:
        pass
    known, damaged = {}, set()
    for row in diagnostic.interviews.standing():
        try:
            item = space.item(row.code)
            known[row.code] = item, facts_of(item, row)
        except Erased:
            continue
        except DoesNotOpen:
            damaged.add(row.code)
    return known, damaged


def extracts(space: Space, diagnostic: Diagnostic) -> list[Coded]:
    """All that was coded, open, in memory, second codings apart: twenty interviews are a few hundred rows.

    Raises `DoesNotOpen`: what counts voices never counts without those it cannot read.
    """
    known = heard(space, diagnostic)
    return [coded for coded in opened(known, diagnostic.extracts.all()) if not coded.blind]


def opened(known: dict[str, tuple[Item, Facts]], rows: Iterable[Extract]) -> list[Coded]:
    """Those of the interviews that are known, whoever coded them. One query for the interviews' codes."""
    rows = list(rows)
    codes = dict(Interview.objects.filter(pk__in={row.interview_id for row in rows}).values_list("pk", "code"))
    found = []
    for row in rows:
        if codes[row.interview_id] in known:
            item, facts = known[codes[row.interview_id]]
            found.append(coded_of(item, row, facts))
    return found
