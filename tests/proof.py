"""Proofs of reliability: the same test small in `make test` and at full size in `make proof`."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

FULL = os.environ.get("PROOF") == "full"
# the same examples each time, however slow the machine; with PROOF=full, others
settings.register_profile(
    "house", deadline=None, database=None, derandomize=not FULL, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@dataclass
class Proof:
    row: int | str
    test: str

    def size(self, small: int, full: int) -> int:
        return full if FULL else small

    def record(self, figure: float, unit: str, *, goal: float, control_seen_red: bool) -> None:
        """One line of `make proof`. `control_seen_red`: the broken twin of the thing proved was caught, in this run."""
        line = {"row": self.row, "test": self.test, "figure": figure, "unit": unit, "goal": goal,
                "control_seen_red": control_seen_red, "size": "full" if FULL else "small"}  # fmt: skip
        if os.environ.get("PROOF_FILE"):
            with Path(os.environ["PROOF_FILE"]).open("a") as lines:
                lines.write(json.dumps(line) + "\n")


@pytest.fixture
def proof(request) -> Proof:
    return Proof(request.node.get_closest_marker("proof").args[0], request.node.name)
