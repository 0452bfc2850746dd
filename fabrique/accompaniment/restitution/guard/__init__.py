"""The guard: says what, in a restitution, could point at a person, why, and what to write instead (R359, reliability 4.3).

Pure: it knows no database and no request, it is given words and answers refusals. `check(document, voices, roster,
earlier)` is the whole of it; an empty list means that no rule refuses, not that nobody can be recognised: two people
still read.
"""

from fabrique.accompaniment.restitution.guard.checking import RULES, check
from fabrique.accompaniment.restitution.guard.crowd import PUBLIC, Crowd, at_least
from fabrique.accompaniment.restitution.guard.shapes import (
    Document,
    Earlier,
    Entry,
    Kind,
    Refusal,
    Roster,
    Rule,
    Statement,
    Text,
    Verbatim,
    Voice,
)

__all__ = [
    "PUBLIC", "RULES", "Crowd", "Document", "Earlier", "Entry", "Kind", "Refusal", "Roster", "Rule", "Statement", "Text",
    "Verbatim", "Voice", "at_least", "check",
]  # fmt: skip
