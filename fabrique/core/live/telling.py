"""What is told of changes: one message for whoever stands at the same number, made once."""

import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

KEPT = 2000  # changes of a topic that a process remembers
APART = 4  # milliseconds between two of those who ask for what changed: a thousand phones must not ask at once
FARTHEST = 4000


class Heard(NamedTuple):
    number: int
    changes: list[tuple[int, str, str]]


def now() -> int:
    """The instant of this machine in milliseconds: pages count from it, whatever their own clock says."""
    return int(time.time() * 1000)


def told(number: int, changes: list[tuple[int, str, str]], after: int) -> dict[str, Any]:
    """Kinds and codes since `after`, each once; `reset` when some were forgotten, or when `after` is not ours."""
    if number - after != len(changes):
        return {"number": number, "reset": True}
    kinds: dict[str, dict[str, None]] = {}
    for _number, kind, code in changes:
        kinds.setdefault(kind, {})[code] = None
    return {"number": number, "changes": {kind: list(codes) for kind, codes in kinds.items()}}


def event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


@dataclass
class Followed:
    """A topic that somebody listens to in this process: its last changes, and the message for each place in them."""

    number: int = 0
    changes: deque[tuple[int, str, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    messages: dict[int, bytes] = field(default_factory=dict)

    def hear(self, heard: Heard) -> None:
        if heard.number < self.number:
            self.changes.clear()
        self.number = heard.number
        self.changes.extend(change for change in heard.changes if not self.changes or change[0] > self.changes[-1][0])
        self.messages.clear()

    def since(self, after: int, listeners: int) -> bytes:
        """The message for who stands at `after`, or nothing."""
        if after == self.number:
            return b""
        if after not in self.messages:
            later = [change for change in self.changes if change[0] > after]
            spread = {"now": now(), "spread": min(listeners * APART, FARTHEST)}
            self.messages[after] = event("changes", told(self.number, later, after) | spread)
        return self.messages[after]
