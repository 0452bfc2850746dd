"""Where a session goes on: an area above that keeps something of it says it here, its page shows the way.

    @session_links
    def forum(person, session) -> list[tuple[str, str]]: …

gives labels and addresses, for what this person may open. No query for a kind of session that is not the source's.
"""

from collections.abc import Callable
from typing import Any

from fabrique.accompaniment.programme.models import Session

Source = Callable[[Any, Session], list[tuple[str, str]]]
sources: list[Source] = []


def session_links(source: Source) -> Source:
    sources.append(source)
    return source


def links_of(person: Any, session: Session) -> list[tuple[str, str]]:
    return [link for source in sources for link in source(person, session)]
