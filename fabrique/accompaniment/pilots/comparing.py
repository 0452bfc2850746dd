"""Two versions of a note side by side, answer by answer, word by word (R423)."""

from dataclasses import dataclass

from fabrique.accompaniment.pilots.models import Note
from fabrique.accompaniment.pilots.questions import Question, questions, said
from fabrique.ground.referentials.comparing import Piece, pieces


@dataclass(frozen=True)
class Change:
    question: Question
    before: str
    after: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Comparison:
    changed: list[Change]
    same: list[Question]


def compare(old: Note, new: Note) -> Comparison:
    """Both are of one kind: they answer the same questions."""
    pairs = [(one, said(old, one.key), said(new, one.key)) for one in questions(new.kind)]
    changed = [Change(one, was, now, pieces(was, now)) for one, was, now in pairs if was.strip() != now.strip()]
    return Comparison(changed, [one for one, was, now in pairs if was.strip() == now.strip()])
