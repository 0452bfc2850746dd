"""States are data: one table an object, from which come the moves, the refusals and the diagrams of the docs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied


@dataclass(frozen=True)
class Move:
    """One arrow: from any of `sources` to `target`; `label` is the verb on the button."""

    sources: tuple[str, ...]
    target: str
    label: str | Promise


@dataclass(frozen=True)
class Button:
    """A move as a screen shows it: open, or closed with the sentence that says why."""

    name: str
    label: str | Promise
    reason: str


class Transitions:
    """The moves of one kind of object, by name.

    `make(thing, name)` changes `thing.state` in memory (the action saves it) or raises `Denied` with a sentence;
    `reason(thing, name)` gives that sentence; `open_to(thing)` lists the moves that start where the thing is.
    """

    def __init__(
        self, name: str, states: type[TextChoices], moves: Mapping[str, tuple[Iterable[str], str, str | Promise]]
    ):
        self.name = name
        self.states = states
        self.moves = {key: Move(tuple(sources), target, label) for key, (sources, target, label) in moves.items()}
        registry[name] = self

    def make(self, thing: Any, name: str) -> None:
        refusal = self.reason(thing, name)
        if refusal:
            raise Denied(refusal)
        thing.state = self.moves[name].target

    def reason(self, thing: Any, name: str) -> str:
        move = self.moves[name]
        if thing.state in move.sources:
            return ""
        expected = _(" ou ").join(f"« {self.states(state).label} »" for state in move.sources)
        return _("Pas depuis l’état « %(now)s » : il faut être %(expected)s.") % {
            "now": self.states(thing.state).label, "expected": expected}  # fmt: skip

    def open_to(self, thing: Any) -> dict[str, Move]:
        return {name: move for name, move in self.moves.items() if thing.state in move.sources}

    def buttons(self, thing: Any, reason: Callable[[str], str]) -> list[Button]:
        """The moves that start here; `reason(name)` is empty for those that the person may make now."""
        return [Button(name, move.label, reason(name)) for name, move in self.open_to(thing).items()]

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.states.values[0]}"]
        for name, move in self.moves.items():
            lines += [f"    {source} --> {move.target}: {name}" for source in move.sources]
        return "\n".join(lines)


registry: dict[str, Transitions] = {}
