"""The guided questions of each note, in the language of the page (R424)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots.enums import NoteKind
from fabrique.accompaniment.pilots.models import Note
from fabrique.core import spoken

FILE = Path(__file__).parent / "data" / "notes.toml"
OWN = ("summary", "after")  # kept in columns of their own: read elsewhere, or held by the database


@dataclass(frozen=True)
class Question:
    key: str
    label: str
    help: str
    required: bool = False


def questions(kind: str) -> list[Question]:
    """In the order of the page: the synthesis first, what comes after last."""
    asked = spoken.read(FILE, get_language())[kind]
    return [synthesis(), *(read(one) for one in asked), *([after()] if kind == NoteKind.FEASIBILITY else [])]


def read(row: dict[str, Any]) -> Question:
    return Question(row["key"], row["question"], row["help"], row.get("required", False))


def synthesis() -> Question:
    return Question(
        "summary", _("L’essentiel, en trois phrases"),
        _("C’est ce que liront la Région et les financeurs de la cohorte, et rien d’autre de cette note."),
        required=True,
    )  # fmt: skip


def after() -> Question:
    return Question(
        "after", _("Et après l’accompagnement ?"),
        _("Qui continue, avec quels moyens, et qui appeler quand cela coince. Cette réponse ne peut pas attendre."),
        required=True,
    )  # fmt: skip


def said(note: Note, key: str) -> str:
    return getattr(note, key) if key in OWN else note.words.get(key, "")


def missing(note: Note) -> list[str]:
    """What the note cannot be submitted without."""
    return [one.label for one in questions(note.kind) if one.required and not said(note, one.key).strip()]
