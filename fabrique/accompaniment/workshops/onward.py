"""Where a workshop goes on: an area above that holds it says it here, its pages show the way.

    @workshop_links
    def agora(person, workshop) -> list[tuple[str, str]]: …

gives labels and addresses, for what this person may open.
"""

from collections.abc import Callable
from typing import Any

from fabrique.accompaniment.workshops.models import Workshop

Source = Callable[[Any, Workshop], list[tuple[str, str]]]
sources: list[Source] = []


def workshop_links(source: Source) -> Source:
    sources.append(source)
    return source


def links_of(person: Any, workshop: Workshop) -> list[tuple[str, str]]:
    return [link for source in sources for link in source(person, workshop)]
