"""Doors of the demonstration that ask for no account: each area above says whom its links are given to.

    @door
    def heard() -> Iterator[tuple[str, str]]: …     # who one becomes, and the address

in the area's `doors.py`. Asked by the sign-in page of a demonstration, and by nothing else.
"""

from collections.abc import Callable, Iterable

from django.conf import settings

Door = tuple[str, str]
_sources: list[Callable[[], Iterable[Door]]] = []


def door(source: Callable[[], Iterable[Door]]) -> Callable[[], Iterable[Door]]:
    _sources.append(source)
    return source


def doors() -> list[Door]:
    return [one for source in _sources for one in source()] if settings.DEMONSTRATION else []
