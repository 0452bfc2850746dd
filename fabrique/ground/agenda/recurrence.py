"""« The first Tuesday of the month », with its skipped months and its public holidays (R089). Pure: no database, no clock."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# a day of its own for each shore: the end of slavery there
ABOLITION = {
    "Indian/Mayotte": (4, 27), "America/Martinique": (5, 22), "America/Guadeloupe": (5, 27),
    "America/Cayenne": (6, 10), "Indian/Reunion": (12, 20),
}  # fmt: skip
FROM_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def easter(year: int) -> date:
    """The Sunday of the Gregorian computus (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int, clock: str = "Europe/Paris") -> set[date]:
    """The eleven of the whole country, and that of the shore whose clocks these are."""
    sunday = easter(year)
    days = (*FIXED, ABOLITION[clock]) if clock in ABOLITION else FIXED
    return {date(year, month, day) for month, day in days} | {sunday + timedelta(days=n) for n in FROM_EASTER}


@dataclass(frozen=True)
class Rule:
    """`rank` 1 to 4 or -1 (the last), `weekday` 0 (Monday) to 6."""

    rank: int
    weekday: int
    skipped_months: Collection[int] = ()
    shift_holidays: bool = True

    def in_month(self, year: int, month: int) -> date | None:
        """The day of that month, a week later when it is a public holiday; nothing in a skipped month."""
        if month in self.skipped_months:
            return None
        first_weekday, length = monthrange(year, month)
        first = 1 + (self.weekday - first_weekday) % 7
        days = range(first, length + 1, 7)
        day = date(year, month, days[self.rank - 1 if self.rank > 0 else -1])
        while self.shift_holidays and day in public_holidays(day.year):
            day += timedelta(days=7)
        return day

    def between(self, start: date, end: date) -> Iterator[date]:
        """The days from `start` to `end`, both included. A last one shifted may fall in the next month."""
        year, month = (start.year, start.month - 1) if start.month > 1 else (start.year - 1, 12)
        while (year, month) <= (end.year, end.month):
            day = self.in_month(year, month)
            if day and start <= day <= end:
                yield day
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def at(day: date, hour: time, clock: str = "Europe/Paris") -> datetime:
    """That hour on these clocks. The hour that spring skips is the one that the clocks then show, an hour later."""
    zone = ZoneInfo(clock)
    local = datetime.combine(day, hour, tzinfo=zone)
    return local.astimezone(ZoneInfo("UTC")).astimezone(zone)
