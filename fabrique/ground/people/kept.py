"""What a person alone keeps: areas above say it before an account is erased or a role ended, and destroy it with the account.

    @kept_alone
    def keys(person) -> list[Kept]: …

in the area's `ties.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kept:
    """`scope`: where it is kept. `why`: what would be lost and what to do first. `destroy`: once the account is gone."""

    name: str
    why: str
    scope: int
    destroy: Callable[[], Any]


_keepers: list[Callable[[Any], list[Kept]]] = []


def kept_alone(keeper: Callable[[Any], list[Kept]]) -> Callable[[Any], list[Kept]]:
    _keepers.append(keeper)
    return keeper


def kept_by(person: Any) -> list[Kept]:
    return [one for keeper in _keepers for one in keeper(person)]
