"""What a document is made of. Every part is frozen, checked when it is built, and safe to write as XML.

A text is plain text with two inline marks, `*emphasis*` and `**strong**`; everything else in it is literal.
`lang` marks a part written in another language than its document ("" means the document's own).
Sequences are kept as tuples.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from fabrique.core.documents.pictures import checked_svg
from fabrique.core.documents.text import clean

LANGUAGES = ("fr", "en")
DEPTH = 3
LINE = 88  # characters across a page, in a table


class Part:
    """Clean texts and freeze lists, so that no renderer has to."""

    def __post_init__(self):
        for each in fields(self):
            object.__setattr__(self, each.name, _settled(getattr(self, each.name)))
        if not re.fullmatch(r"([a-z]{2,3})?", getattr(self, "lang", "")):
            raise ValueError(f"{self.lang!r} is not the code of a language")


def _settled(value):
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return tuple(_settled(item) for item in value)
    return value


def _one_of(value: str, allowed: Sequence[str], what: str) -> None:
    if value not in allowed:
        raise ValueError(f"{what} is {value!r}, not one of: {', '.join(allowed)}")


@dataclass(frozen=True)
class Paragraph(Part):
    """`kind`: text, lede (opens a chapter), source (of a figure given), missing (not expressed to date), note (aside)."""

    text: str
    kind: str = "text"
    lang: str = ""

    def __post_init__(self):
        super().__post_init__()
        _one_of(self.kind, ("text", "lede", "source", "missing", "note"), "The kind of a paragraph")


@dataclass(frozen=True)
class Bullets(Part):
    items: Sequence[str]
    ordered: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Entry(Part):
    title: str
    text: str = ""
    note: str = ""
    badges: Sequence[str] = ()


@dataclass(frozen=True)
class Items(Part):
    """A list of titled things: effects, limits, commitments."""

    entries: Sequence[Entry]
    lang: str = ""


@dataclass(frozen=True)
class Quote(Part):
    """Somebody's words, or their synthesis: the document says which. `ref`: what they came from, shown to nobody."""

    text: str
    attribution: str = ""
    synthesis: bool = False
    lang: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Facts(Part):
    """Label and value, a few of them."""

    pairs: Sequence[tuple[str, str]]
    lang: str = ""


@dataclass(frozen=True)
class Table(Part):
    """Rows as long as the headers, or ValueError. With `row_header` the first cell of a row names the row."""

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    row_header: bool = True
    lang: str = ""

    def __post_init__(self):
        super().__post_init__()
        if not self.headers or any(len(row) != len(self.headers) for row in self.rows):
            raise ValueError(f"The table {self.caption!r} has rows that do not match its {len(self.headers)} headers")

    def widths(self) -> list[float]:
        """Shares of the line, one a column, of sum 1: the longest words first, the rest to the longest texts."""
        columns = list(zip(self.headers, *self.rows, strict=True))
        words = [max((len(word) for cell in column for word in cell.split()), default=1) + 3 for column in columns]
        wants = [max(map(len, column)) for column in columns]
        spare = max(LINE - sum(words), 0)
        wishes = [min(max(want - word, 0), LINE) + 1 for want, word in zip(wants, words, strict=True)]
        shares = [word + spare * wish / sum(wishes) for word, wish in zip(words, wishes, strict=True)]
        return [share / sum(shares) for share in shares]

    def numeric(self) -> list[bool]:
        """Columns that hold numbers only, to be set to the right."""
        cells = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.headers)
        number = re.compile(r"[+\-−]?\d[\d\s.,]*(\s?[%€])?$")
        return [bool(column) and all(number.match(cell) for cell in column if cell) for column in cells]


@dataclass(frozen=True)
class Figure(Part):
    """A picture, its text alternative (mandatory) and, when the picture shows data, the table that says the same."""

    svg: str
    alt: str
    caption: str = ""
    source: str = ""
    table: Table | None = None
    lang: str = ""

    def __post_init__(self):
        super().__post_init__()
        if not self.alt.strip():
            raise ValueError(f"The figure {self.caption!r} has no text alternative")
        checked_svg(self.svg)


@dataclass(frozen=True)
class Photograph(Part):
    """A JPEG of the storage, named by `file` and shown by pages at `address`, with its text alternative (mandatory).

    `data` is read when a document is written (photographs.py), and never put away with it. `ref`: as for a quotation.
    """

    file: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    address: str = ""
    ref: str = ""
    lang: str = ""
    data: bytes = field(default=b"", repr=False)

    def __post_init__(self):
        super().__post_init__()
        if not self.alt.strip():
            raise ValueError(f"The photograph {self.caption!r} has no text alternative")
        if self.width < 1 or self.height < 1:
            raise ValueError(f"The photograph {self.caption!r} has no size")

    @property
    def share(self) -> float:
        """Of the line that it takes: upright, it would not leave its page room for its caption."""
        return min(1.0, 0.8 * self.width / self.height)


@dataclass(frozen=True)
class Notice(Part):
    """What the reader must know before reading on."""

    title: str
    text: str
    lang: str = ""


Block = Paragraph | Bullets | Items | Quote | Facts | Table | Figure | Photograph | Notice


@dataclass(frozen=True)
class Section(Part):
    title: str
    blocks: Sequence[Block] = ()
    sections: Sequence["Section"] = ()
    anchor: str = ""
    new_page: bool = False
    eyebrow: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Cover(Part):
    """`cubes`: how many units the document is about (one cube is one territory), drawn on the cover, 20 at most."""

    eyebrow: str = ""
    lines: Sequence[str] = ()
    cubes: int = 0


@dataclass(frozen=True)
class Document(Part):
    """`date_label` is given in words: nothing here reads the clock. `fiction` marks every page as invented.

    A `sheet` has neither cover nor contents: its title heads its one page.
    """

    title: str
    language: str
    sections: Sequence[Section]
    subtitle: str = ""
    cover: Cover = field(default_factory=Cover)
    publisher: str = ""
    date_label: str = ""
    fiction: bool = False
    notice: str = ""
    sheet: bool = False

    def __post_init__(self):
        super().__post_init__()
        _one_of(self.language, LANGUAGES, "The language of a document")
        if not self.title.strip():
            raise ValueError("A document has a title")
        anchors = [placed.anchor for placed in self.outline()]
        for anchor in anchors:
            if not re.fullmatch(r"[a-z][a-z0-9-]*", anchor):
                raise ValueError(f"The anchor {anchor!r} is not made of small letters, digits and hyphens")
        if len(set(anchors)) != len(anchors):
            raise ValueError(f"Anchors used twice: {sorted({a for a in anchors if anchors.count(a) > 1})}")

    @property
    def byline(self) -> str:
        """What a sheet says under its title."""
        return " · ".join(filter(None, (self.subtitle, self.publisher, self.date_label)))

    def outline(self) -> Iterator["Placed"]:
        """Every section in reading order, with its level (1 to 3) and its anchor, made when none was given."""
        yield from _placed(self.sections, level=1, prefix="s")


@dataclass(frozen=True)
class Placed:
    section: Section
    level: int
    anchor: str


def _placed(sections: Sequence[Section], *, level: int, prefix: str) -> Iterator[Placed]:
    if sections and level > DEPTH:
        raise ValueError(f"{sections[0].title!r} is nested deeper than {DEPTH} levels")
    for number, section in enumerate(sections, start=1):
        numbered = f"{prefix}-{number}"
        yield Placed(section, level, section.anchor or numbered)
        yield from _placed(section.sections, level=level + 1, prefix=numbered)
