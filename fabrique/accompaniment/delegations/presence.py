"""Who was missing: an area above that keeps attendance says it here, the delegation draws the alert (R306).

    @absences
    def missed(participations) -> dict[tuple[int, str], int]: …

gives, for a participation's row number and a category's key, how many sessions in a row nobody of it came to. Asked
once for all the participations of a page.
"""

from collections.abc import Callable, Iterable

from fabrique.accompaniment.cohorts.models import Participation

Source = Callable[[list[Participation]], dict[tuple[int, str], int]]
sources: list[Source] = []
# R306: two sessions in a row make an alert
TOO_MANY = 2


def absences(source: Source) -> Source:
    sources.append(source)
    return source


def missed_in_a_row(participations: Iterable[Participation]) -> dict[tuple[int, str], int]:
    """The longest run that any source knows of."""
    places, found = list(participations), dict[tuple[int, str], int]()
    for source in sources:
        for key, count in source(places).items():
            found[key] = max(count, found.get(key, 0))
    return found


Counts = dict[tuple[int | None, str], tuple[int, int]]
Attendance = Callable[[Participation], Counts]
attendance_sources: list[Attendance] = []


def attendance(source: Attendance) -> Attendance:
    """Register who came to what, by phase and category (R310).

    `source(participation)` gives, for a phase's row number (None outside phases) and a category's key, at how many
    sessions somebody of it was there, and at how many presence was kept while somebody held the seat.
    """
    attendance_sources.append(source)
    return source


def attendance_of(participation: Participation) -> Counts:
    found: Counts = {}
    for source in attendance_sources:
        for key, (came, kept) in source(participation).items():
            before = found.get(key, (0, 0))
            found[key] = (before[0] + came, before[1] + kept)
    return found
