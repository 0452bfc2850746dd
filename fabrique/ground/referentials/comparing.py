"""What changed between two versions, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.ground.referentials.models import Item, Version

FIELDS = {
    "name_fr": _("Nom"),
    "gloss_fr": _("Sens"),
    "name_en": _("Nom en anglais"),
    "gloss_en": _("Sens en anglais"),
    "told_to": _("À qui"),
}


@dataclass(frozen=True)
class Piece:
    """A run of words: « same », « gone » or « new »."""

    kind: str
    text: str


@dataclass(frozen=True)
class Rewording:
    item: Item
    fields: list[tuple[str | Promise, str, list[Piece]]]


@dataclass(frozen=True)
class Comparison:
    added: list[Item]
    removed: list[Item]
    reworded: list[Rewording]
    same: int


def compare(old: Version, new: Version) -> Comparison:
    """By key: the same key is the same idea, however it is worded (E2 V25)."""
    before = {item.key: item for item in old.items.common()}
    after = {item.key: item for item in new.items.common()}
    reworded = [
        found for key, item in after.items() if key in before and (found := rewording(before[key], item)).fields
    ]
    return Comparison(
        added=[item for key, item in after.items() if key not in before],
        removed=[item for key, item in before.items() if key not in after],
        reworded=reworded,
        same=len(before.keys() & after.keys()) - len(reworded),
    )


def rewording(old: Item, new: Item) -> Rewording:
    changed = [
        (label, "en" if name.endswith("_en") else "fr", pieces(getattr(old, name), getattr(new, name)))
        for name, label in FIELDS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    return Rewording(new, changed)


def pieces(old: str, new: str) -> list[Piece]:
    """Runs of words in reading order; what goes comes before what takes its place."""
    before, after = old.split(), new.split()
    found: list[Piece] = []
    for move, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if move == "equal":
            found.append(Piece("same", " ".join(before[i:j])))
            continue
        if j > i:
            found.append(Piece("gone", " ".join(before[i:j])))
        if m > k:
            found.append(Piece("new", " ".join(after[k:m])))
    return found
