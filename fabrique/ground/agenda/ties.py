"""What a date stands for, told by the areas above: the session of a cohort, a training…

@ties
def session_of(event, person):
    return Tie(_("Le programme de la séance"), url)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fabrique.ground.agenda.models import Event


@dataclass(frozen=True)
class Tie:
    label: str
    url: str


Provider = Callable[[Event, Any], Tie | None]
providers: list[Provider] = []


def ties(provider: Provider) -> Provider:
    providers.append(provider)
    return provider


def ties_of(event: Event, person: Any) -> list[Tie]:
    """Each filters by what the person may see; a query a provider at most."""
    return [tie for provider in providers if (tie := provider(event, person))]
