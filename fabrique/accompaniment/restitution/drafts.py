"""Between sealed rows and what an open vault reads of a draft. Nothing here is kept: it lasts for one request."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews import sealed
from fabrique.accompaniment.interviews.sealed import Coded, Facts
from fabrique.accompaniment.restitution.enums import Group
from fabrique.accompaniment.restitution.models import Draft
from fabrique.core.permissions import Denied
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Item, NoKey, Space, Vault

LAST = 999


@dataclass(frozen=True)
class FindingWords:
    group: str = Group.ASSETS
    theme: str = ""
    text: str = ""
    # the category one may name, if the guard lets it
    category: str = ""
    extracts: tuple[str, ...] = ()
    order: int = LAST


@dataclass(frozen=True)
class RecommendationWords:
    text: str = ""
    theme: str = ""
    addressee: str = ""
    horizon: str = ""
    findings: tuple[str, ...] = ()
    order: int = LAST


@dataclass(frozen=True)
class VerbatimWords:
    finding: str = ""
    extract: str = ""
    text: str = ""
    agreed: bool = False


@dataclass(frozen=True)
class CommentWords:
    about: str = ""
    author: str = ""
    day: str = ""
    text: str = ""


@dataclass(frozen=True)
class LimitsWords:
    text: str = ""


@dataclass(frozen=True)
class RosterWords:
    """Whom and what must not be recognised, one a line: « name » or « name : what to say instead »."""

    text: str = ""


Words = FindingWords | RecommendationWords | VerbatimWords | CommentWords | LimitsWords | RosterWords


@dataclass(frozen=True)
class Opened:
    """A row and its words, for one request."""

    code: str
    version: int
    words: Any
    interview: str = ""


def packed(words: Any) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


def place_of(row: Any, name: str = "words") -> str:
    """The column and the row: sealed words put in another one do not open there."""
    return f"{row._meta.label}.{name}|{row.code}"  # noqa: SLF001  Django's own door


def seal(item: Item, words: Words, place: str) -> bytes:
    return item.seal(packed(asdict(words)), place)


def unseal(item: Item, kind: type, stored: bytes, place: str) -> Any:
    known = json.loads(item.open(stored, place))
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})


@contextmanager
def whole() -> Iterator[None]:
    """Voices are never counted without those that cannot be read: said, and nothing goes on."""
    try:
        yield
    except DoesNotOpen:
        raise Denied(_("Un entretien ne s’ouvre plus : il a été abîmé. La page des entretiens dit lequel.")) from None


@dataclass
class Desk:
    """The draft of one diagnostic, open. `broken`: rows whose bytes were damaged, told and never guessed."""

    diagnostic: Diagnostic
    space: Space
    draft: Draft | None
    item: Item | None
    broken: list[str] = field(default_factory=list)
    _heard: dict[str, tuple[Item, Facts]] | None = None
    _told: set[str] | None = None

    @property
    def heard(self) -> dict[str, tuple[Item, Facts]]:
        if self._heard is None:
            with whole():
                self._heard = sealed.heard(self.space, self.diagnostic)
        return self._heard

    @property
    def told(self) -> set[str]:
        """Interviews of which words were kept: one that was begun and left empty hides nobody."""
        if self._told is None:
            with whole():
                noted = sealed.with_words(self.diagnostic, self.heard)
            self._told = noted | {one.interview for one in self.extracts()}
        return self._told

    @property
    def persons(self) -> dict[str, str]:
        """Of each interview, the one that stands for its person: somebody met twice is one voice."""
        first: dict[str, str] = {}
        found = sorted(self.heard.items(), key=lambda row: (row[0] not in self.told, row[0]))
        return {code: first.setdefault(facts.contact or code, code) for code, (_item, facts) in found}

    @property
    def spoke(self) -> set[str]:
        """Of `persons`, those who said something."""
        return set(self.persons.values()) & self.told

    def extracts(self) -> list[Coded]:
        with whole():
            return sealed.extracts(self.space, self.diagnostic)

    def read(self, row, kind: type, item: Item | None, interview: str = "") -> list[Opened]:
        """One, or none when it does not open."""
        try:
            words = unseal(item, kind, row.words, place_of(row)) if item else None
        except DoesNotOpen:
            self.broken.append(row.code)
            words = None
        return [Opened(row.code, getattr(row, "version", 1), words, interview)] if words else []

    def findings(self) -> list[Opened]:
        rows = [one for row in self.diagnostic.findings.all() for one in self.read(row, FindingWords, self.item)]
        groups = list(Group)
        return sorted(rows, key=lambda one: (groups.index(one.words.group), one.words.order, one.words.theme, one.code))

    def recommendations(self) -> list[Opened]:
        rows = self.diagnostic.recommendations.all()
        found = [one for row in rows for one in self.read(row, RecommendationWords, self.item)]
        return sorted(found, key=lambda one: (one.words.order, one.words.theme, one.code))

    def verbatims(self) -> list[Opened]:
        """Those whose interview still has its key: the others went with it."""
        rows = self.diagnostic.verbatims.filter(interview__erased_at=None).select_related("interview")
        keys = {code: item for code, (item, _facts) in self.heard.items()}
        return [
            one
            for row in rows
            for one in self.read(row, VerbatimWords, keys.get(row.interview.code), row.interview.code)
        ]

    def comments(self) -> list[Opened]:
        return [one for row in self.diagnostic.comments.all() for one in self.read(row, CommentWords, self.item)]

    def part(self, name: str) -> Any:
        """`words` (its limits) or `roster`, empty when nothing was written."""
        kind = {"words": LimitsWords, "roster": RosterWords}[name]
        stored = getattr(self.draft, name) if self.draft else b""
        return unseal(self.item, kind, stored, place_of(self.draft, name)) if self.item and stored else kind()


def space_of(vault: Vault, diagnostic: Diagnostic) -> Space:
    """Raises `Denied` with what to do."""
    if not diagnostic.space:
        raise Denied(_("Le coffre de ce diagnostic n’est pas encore ouvert : ouvrez-le depuis la page de l’équipe."))
    try:
        return vault.space(diagnostic.space)
    except NoKey:
        raise Denied(
            _("Vous n’avez pas encore la clé de ce diagnostic. Demandez-la à une personne de l’équipe.")
        ) from None


def open_desk(vault: Vault, diagnostic: Diagnostic) -> Desk:
    space = space_of(vault, diagnostic)
    draft = Draft.objects.filter(diagnostic=diagnostic).first()
    return Desk(diagnostic, space, draft, space.item(draft.item) if draft else None)


def desk_to_write(vault: Vault, diagnostic: Diagnostic) -> Desk:
    """As `open_desk`, the draft made when there was none: inside the transaction of an action."""
    Diagnostic.objects.select_for_update().get(pk=diagnostic.pk)
    desk = open_desk(vault, diagnostic)
    if desk.draft is None:
        desk.item = desk.space.new_item()
        desk.draft = Draft.objects.create(diagnostic=diagnostic, item=desk.item.code)
    return desk
