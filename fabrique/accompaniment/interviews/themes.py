"""Words to begin with, that the team makes its own: themes found again and again in such diagnostics (R361, C5)."""

from collections.abc import Iterable

from fabrique.core.text import fold

THESAURUS = (
    "Patrimoine et cadre de vie",
    "Volonté politique et engagement",
    "Vision et projet partagé",
    "Mobilisation et implication",
    "Transversalité et coopération",
    "Moyens et contraintes administratives",
    "Développement et préservation",
    "Attentes des habitants et capacité d’agir",
    "Changement et habitudes",
    "Gouvernance",
)


def proposed(used: Iterable[str]) -> list[str]:
    """What the team already wrote first, then the thesaurus; one spelling of each."""
    known: dict[str, str] = {}
    for theme in (*sorted(set(used)), *THESAURUS):
        known.setdefault(fold(theme), theme)
    return [theme for key, theme in known.items() if key]


def as_known(theme: str, used: Iterable[str]) -> str:
    """In the spelling that it already has, so that « gouvernance » and « Gouvernance » are one."""
    theme = " ".join(theme.split())
    return next((known for known in proposed(used) if fold(known) == fold(theme)), theme)
