"""What the guard is given, and what it answers. Nothing here is ever stored in clear: it lives while a vault is open."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    POST = "post"
    STRUCTURE = "structure"
    PROJECT = "project"


class Rule(TextChoices):
    """What a refusal rests on; the value may be counted and journalled, the rest of a refusal may not."""

    CATEGORY = "category", _("Une catégorie trop petite")
    THEME = "theme", _("Trop peu de voix")
    VERBATIM = "verbatim", _("Une citation qui pèse trop")
    COUNT = "count", _("Un compte exact")
    LABEL = "label", _("Un repère qui suit une personne")
    IDENTIFIER = "identifier", _("Un nom ou ce qui en tient lieu")
    GENDER = "gender", _("Un accord qui désigne")
    DIFFERENCE = "difference", _("Ce que deux versions disent ensemble")
    PROPER_NAME = "proper-name", _("Un nom propre ?")


@dataclass(frozen=True)
class Voice:
    """One interview heard and not withdrawn. `category` is the referential's key; `gender` "f", "m" or unknown; `day` ISO."""

    interview: str
    category: str
    sub_type: str = ""
    gender: str = ""
    day: str = ""
    # agrees, today, that a phrase of theirs be repeated
    quotable: bool = True


@dataclass(frozen=True)
class Entry:
    """A person or a thing with so few holders that naming it names somebody. `instead`: the generalisation to propose."""

    name: str
    kind: Kind = Kind.PERSON
    variants: tuple[str, ...] = ()
    holders: int = 1
    instead: str = ""


@dataclass(frozen=True)
class Roster:
    """`public`: names that may be printed (the territory itself, its region, the Fabrique), so that nobody is asked."""

    entries: tuple[Entry, ...] = ()
    public: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verbatim:
    """A quotation. `category_shown`: the key printed beside it, `crowd.PUBLIC` when merged, or "" for none.

    `key` is the same from one version to the next, however its code or its words change; its code when none is given.
    """

    code: str
    text: str
    interview: str
    section: str = ""
    category_shown: str = ""
    key: str = ""

    @property
    def identity(self) -> str:
        return self.key or self.code


@dataclass(frozen=True)
class Statement:
    """A finding: what is asserted, and the codes of the interviews it rests on. `key` as of a quotation."""

    code: str
    text: str
    voices: tuple[str, ...]
    section: str = ""
    theme: str = ""
    category_shown: str = ""
    verbatims: tuple[Verbatim, ...] = ()
    key: str = ""

    @property
    def identity(self) -> str:
        return self.key or self.code


@dataclass(frozen=True)
class Text:
    """Any other words that will be read: title, introduction, limits, recommendation, addressee."""

    code: str
    text: str


@dataclass(frozen=True)
class Document:
    """All that one audience will read. `inhabitants`: of the territory, None when not known."""

    statements: tuple[Statement, ...] = ()
    texts: tuple[Text, ...] = ()
    inhabitants: int | None = None

    @property
    def verbatims(self) -> list[Verbatim]:
        return [verbatim for statement in self.statements for verbatim in statement.verbatims]


@dataclass(frozen=True)
class Earlier:
    """What somebody has already read: an earlier version, or the view of one category; `voices` as they were then."""

    document: Document
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class Refusal:
    """`why` and `instead` are sentences for the author. With `rewording`, `text[start:end]` can be replaced in one click.

    `quote` is confidential: a refusal is shown in an open vault and never stored, sent or logged.
    """

    rule: Rule
    where: str
    quote: str
    why: str
    instead: str
    rewording: str = ""
    start: int = -1
    end: int = -1

    def mended(self, text: str) -> str:
        """The text with the proposed words, or itself when only a person can reword."""
        return text[: self.start] + self.rewording + text[self.end :] if self.rewording else text
