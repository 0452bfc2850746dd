"""What an infolettre may tell of the platform: areas above offer their own, in their `newsletter.py` (R252, R253).

    @offers
    def sessions(scope) -> list[Offer]: …

The circle of an offer is the widest that may read it now: it is asked again when the issue is scheduled and when it
leaves, because what was published may have been taken back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.models import Issue, Item
from fabrique.ground.people.models import Scope


@dataclass(frozen=True)
class Offer:
    """`source` names the thing for ever (`session:abcd`); `label` says in a word what it is."""

    source: str
    label: str
    title: str
    text: str
    url: str
    circle: Circle

    def narrower_than(self, issue: Issue) -> bool:
        return self.circle < issue.audience


# the alliance has more to tell than a letter holds: the newest of each kind
MOST = 12
Source = Callable[[Scope], list[Offer]]
sources: list[Source] = []


def offers(source: Source) -> Source:
    sources.append(source)
    return source


def offered(scope: Scope) -> dict[str, Offer]:
    """All that this place offers today, by source."""
    return {offer.source: offer for source in sources for offer in source(scope)}


def too_narrow(issue: Issue) -> Iterator[Item]:
    """Items of the platform that not every reader of this issue may read any more."""
    today = offered(issue.series.scope)
    for item in issue.items.exclude(source=""):
        offer = today.get(item.source)
        if offer is None or offer.narrower_than(issue):
            yield item
