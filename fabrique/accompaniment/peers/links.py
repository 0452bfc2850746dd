"""Where a group of peers goes on: an area above that holds something of it says it here, its page shows the way.

    @group_links
    def workshops(person, group) -> list[tuple[str, str]]: …

gives labels and addresses, for what this person, who entered the group, may open.
"""

from collections.abc import Callable
from typing import Any

from fabrique.accompaniment.peers.models import PeerGroup

Source = Callable[[Any, PeerGroup], list[tuple[str, str]]]
sources: list[Source] = []


def group_links(source: Source) -> Source:
    sources.append(source)
    return source


def links_of(person: Any, group: PeerGroup) -> list[tuple[str, str]]:
    return [link for source in sources for link in source(person, group)]
