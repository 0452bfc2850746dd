"""What an organisation does, told by the areas above: each registers a function, so that the arrow points down.

    @tells_what_it_does
    def supports(organisation, person):
        yield Doing(_("Accompagne Canohès"), url, _("depuis 2024"))

A provider filters by what the person may see, in a number of queries that does not grow.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from fabrique.ground.organisations.models import Organisation


@dataclass(frozen=True)
class Doing:
    """One line of « Ce qu’elle fait » : a sentence, where to read more, when, whether it is invented."""

    text: str
    url: str = ""
    when: str = ""
    fictional: bool = False


Provider = Callable[[Organisation, Any], Iterable[Doing]]
providers: list[Provider] = []


def tells_what_it_does(provider: Provider) -> Provider:
    providers.append(provider)
    return provider


def doings_of(organisation: Organisation, person: Any) -> list[Doing]:
    return [doing for provider in providers for doing in provider(organisation, person)]
