"""One document before its judges: its crowd, and each of its texts read once, for as long as it is judged."""

from dataclasses import dataclass
from functools import cached_property

from fabrique.accompaniment.restitution.guard.crowd import Crowd
from fabrique.accompaniment.restitution.guard.reading import Flat, Token, flat, read
from fabrique.accompaniment.restitution.guard.shapes import Document, Earlier, Roster, Verbatim, Voice


@dataclass(frozen=True)
class Piece:
    """A text that is printed. `label` is what is printed beside it; `heard`: it tells what was said in interviews."""

    code: str
    text: str
    label: str = ""
    voices: tuple[str, ...] = ()
    verbatim: Verbatim | None = None
    heard: bool = True

    @cached_property
    def tokens(self) -> list[Token]:
        return read(self.text)

    @cached_property
    def flat(self) -> Flat:
        return flat(self.text, self.tokens)


@dataclass(frozen=True)
class Case:
    document: Document
    voices: tuple[Voice, ...]
    roster: Roster
    earlier: tuple[Earlier, ...] = ()

    @cached_property
    def crowd(self) -> Crowd:
        return Crowd(self.voices)

    @cached_property
    def pieces(self) -> list[Piece]:
        found = []
        for statement in self.document.statements:
            found.append(Piece(statement.code, statement.text, statement.category_shown, statement.voices))
            found += [Piece(v.code, v.text, v.category_shown, (v.interview,), v) for v in statement.verbatims]
        return found + [Piece(text.code, text.text, heard=False) for text in self.document.texts]
