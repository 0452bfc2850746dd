"""Days on which an answer may be expected: neither weekends nor public holidays in France, those of one shore included."""

from datetime import date, timedelta

from fabrique.ground.agenda.recurrence import public_holidays


def is_worked(day: date, clock: str = "Europe/Paris") -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year, clock)


def after(day: date, count: int, clock: str = "Europe/Paris") -> date:
    """The `count`-th working day that follows."""
    while count:
        day += timedelta(days=1)
        count -= is_worked(day, clock)
    return day
