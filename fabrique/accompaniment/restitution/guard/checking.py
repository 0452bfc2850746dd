"""The rules in the order in which they are read, each a function of the same case."""

from collections.abc import Callable, Iterable, Iterator

from fabrique.accompaniment.restitution.guard import counts, differences, genders, identifiers, labels, thresholds
from fabrique.accompaniment.restitution.guard.case import Case
from fabrique.accompaniment.restitution.guard.shapes import Document, Earlier, Refusal, Roster, Voice

RULES: dict[str, Callable[[Case], Iterator[Refusal]]] = {
    "categories": thresholds.categories,
    "themes": thresholds.themes,
    "quotations": thresholds.quotations,
    "counts": counts.counts,
    "labels": labels.labels,
    "orders": labels.orders,
    "names": identifiers.names,
    "genders": genders.genders,
    "differences": differences.differences,
}


def check(
    document: Document, voices: Iterable[Voice], roster: Roster, earlier: Iterable[Earlier] = ()
) -> list[Refusal]:
    """Every refusal, in the order of the rules; the same refusal is said once."""
    case = Case(document, tuple(voices), roster, tuple(earlier))
    return list(dict.fromkeys(refusal for rule in RULES.values() for refusal in rule(case)))
