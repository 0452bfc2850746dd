"""The hats a person may wear, and the one worn now: explicit at each act (R025).

A hat has a key, `kind:code`. Each area that gives hats registers the function that lists them for a person:

    @hats.provides("organisation")
    def organisations_of(person): return [Hat(f"organisation:{m.code}", str(m)) for m in …]
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Hat:
    key: str
    label: str | Promise
    since: date | None = None


providers: dict[str, Callable[[Any], list[Hat]]] = {}


def provides(kind: str) -> Callable:
    def register(provider: Callable[[Any], list[Hat]]) -> Callable[[Any], list[Hat]]:
        providers[kind] = provider
        return provider

    return register


@provides("role")
def roles_of(person) -> list[Hat]:
    return [Hat(f"role:{grant.code}", str(grant), grant.starts_on) for grant in person.grants]


def hats_of(person) -> list[Hat]:
    """Every hat this person may wear today, roles first. One query for each kind."""
    return [hat for provider in providers.values() for hat in provider(person)]


def find(person, key: str) -> Hat | None:
    """The hat of that key if it is still this person's; asks only the provider of its kind."""
    provider = providers.get(key.partition(":")[0])
    return next((hat for hat in provider(person) if hat.key == key), None) if provider else None


def worn_by(person) -> Hat | None:
    """The hat chosen in this session; without a choice, or when that hat is gone, the first one held."""
    if person.worn and (hat := find(person, person.worn)):
        return hat
    for provider in providers.values():
        if held := provider(person):
            return held[0]
    return None
