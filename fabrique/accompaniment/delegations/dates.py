"""Which dates a delegation is asked to keep: an area above that holds sessions says it here, the pages to print show it.

    @dates_asked
    def announced(person, cohort) -> list[tuple[date, str]]: …

gives the dates to come that this person may see, each with its words.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from fabrique.accompaniment.cohorts.models import Cohort

Source = Callable[[Any, Cohort], list[tuple[date, str]]]
sources: list[Source] = []


def dates_asked(source: Source) -> Source:
    sources.append(source)
    return source


def next_dates(person: Any, cohort: Cohort) -> list[tuple[date, str]]:
    """In order of time, from every source."""
    return sorted(entry for source in sources for entry in source(person, cohort))
