"""Where a passage stands in notes that went on changing, and how notes are cut to show the passages. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from fabrique.accompaniment.interviews.enums import STYLES, Aspect, ExtractKind
from fabrique.accompaniment.interviews.sealed import Coded

HEADING = "## "
MARK = "★"


def plain_lines(text: str) -> str:
    """One kind of line end, so that characters count the same in every browser."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the spaces at either end."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def places(text: str, passage: str) -> list[tuple[int, int]]:
    """Where these words stand, however the lines are broken and whatever the marks of headings."""
    words = [word for word in passage.split() if word != HEADING.strip()]
    if not words:
        return []
    between = rf"(?:\s|{re.escape(HEADING)})+"
    return [found.span() for found in re.finditer(between.join(map(re.escape, words)), text)]


def anchored(coded: Coded, text: str) -> Coded | None:
    """The passage at its place of today, the nearest to where it was; None when these words are no longer there."""
    if text[coded.start : coded.end] == coded.text:
        return coded
    found = min(places(text, coded.text), key=lambda span: abs(span[0] - coded.start), default=None)
    return replace(coded, start=found[0], end=found[1]) if found else None


@dataclass(frozen=True)
class Numbered:
    """A passage as the page shows it, numbered in the order of the text."""

    number: int
    coded: Coded

    @property
    def style(self) -> str:
        return STYLES[ExtractKind(self.coded.kind)]

    @property
    def kind(self) -> str:
        return str(ExtractKind(self.coded.kind).label)

    @property
    def aspect(self) -> str:
        return str(Aspect(self.coded.aspect).label) if self.coded.aspect else ""


@dataclass(frozen=True)
class Segment:
    start: int
    text: str
    passage: Numbered | None = None  # the shortest of those that hold it
    tags: tuple[Numbered, ...] = ()  # of the passages that end here


@dataclass(frozen=True)
class Line:
    heading: bool
    segments: tuple[Segment, ...] = field(default=())


def numbered(passages: Iterable[Coded]) -> list[Numbered]:
    return [Numbered(n, coded) for n, coded in enumerate(sorted(passages, key=lambda c: (c.start, c.end, c.code)), 1)]


def lines(text: str, passages: list[Numbered]) -> list[Line]:
    """The notes line by line, each cut where a passage begins or ends. Empty lines are left out."""
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            heading = line.startswith(HEADING)
            found.append(Line(heading, segments(text, start + len(HEADING) * heading, end, passages)))
        start = end + 1
    return found


def segments(text: str, start: int, end: int, passages: list[Numbered]) -> tuple[Segment, ...]:
    near = [one for one in passages if one.coded.start < end and start < one.coded.end]
    cuts = {start, end}
    cuts |= {cut for one in near for cut in (one.coded.start, one.coded.end) if start < cut < end}
    ordered = sorted(cuts)
    pieces = []
    for first, last in pairwise(ordered):
        holders = [one for one in near if one.coded.start <= first and last <= one.coded.end]
        shortest = min(holders, key=lambda one: one.coded.end - one.coded.start, default=None)
        tags = tuple(one for one in holders if first < one.coded.end <= last)
        pieces.append(Segment(first, text[first:last], shortest, tags))
    return tuple(pieces)


def marks(text: str) -> list[str]:
    """The lines that the listener marked to come back to."""
    return [line.replace(MARK, "").strip() for line in text.split("\n") if MARK in line]
