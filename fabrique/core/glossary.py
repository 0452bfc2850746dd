"""The words of the field and what each means in plain language (requirements part B, R009, R014)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

AVOID = ("avoid_fr", "avoid_en")
SOURCE = Path(__file__).parent / "glossary.toml"


@dataclass(frozen=True)
class Entry:
    key: str
    term_fr: str
    term_en: str
    gloss_fr: str
    gloss_en: str
    source: str = ""
    avoid_fr: tuple[str, ...] = ()
    avoid_en: tuple[str, ...] = ()

    @property
    def term(self) -> str:
        return self.term_en if get_language() == "en" else self.term_fr

    @property
    def gloss(self) -> str:
        return self.gloss_en if get_language() == "en" else self.gloss_fr


@cache
def entries() -> dict[str, Entry]:
    rows = tomllib.loads(SOURCE.read_text("utf-8"))["terms"]
    return {row["key"]: Entry(**row | {name: tuple(row.get(name, ())) for name in AVOID}) for row in rows}


def entry(key: str) -> Entry:
    """The entry, or KeyError: a word glossed in a page and absent from the glossary fails the suite."""
    return entries()[key]
