"""Where a proposal comes from: the areas above say what may feed the referential, and who reads it.

    @sources.provides("peers", _("un texte partagé par un groupe de pairs"))
    def statements(person, refs): return {code: Told(…) for …}

in the area's `referential_sources.py`, found at start. What was taken back is absent of the answer; what this reader
may not read comes without words. Nothing of it is kept here: a text taken back leaves every trace at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Told:
    """`label`: where it was said, as far as this reader may know; `words` and `url` are empty for who may not read it."""

    label: str = ""
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Fed:
    """One line of a trace: `told` is None once it was taken back."""

    kind: str | Promise
    told: Told | None


Teller = Callable[[Any, set[str]], dict[str, Told]]
tellers: dict[str, tuple[str | Promise, Teller]] = {}


def provides(name: str, kind: str | Promise) -> Callable[[Teller], Teller]:
    def register(teller: Teller) -> Teller:
        tellers[name] = (kind, teller)
        return teller

    return register


def find(person: Any, name: str, ref: str) -> Told | None:
    """One source that this person may cite, words included; None otherwise."""
    if name not in tellers or "\x00" in ref:  # PostgreSQL refuses it with an error of its own
        return None
    found = tellers[name][1](person, {ref}).get(ref)
    return found if found and found.words else None


def fed(person: Any, traces: Iterable[Any]) -> dict[int, list[Fed]]:
    """By proposal, all that feeds it, as this reader may read it; each area is asked once."""
    traces = list(traces)
    told = {
        name: tellers[name][1](person, {one.ref for one in traces if one.source == name})
        for name in {one.source for one in traces} & tellers.keys()
    }
    found: dict[int, list[Fed]] = {}
    for one in traces:
        if one.source in tellers:
            line = Fed(tellers[one.source][0], told[one.source].get(one.ref))
            found.setdefault(one.proposal_id, []).append(line)
    return found
