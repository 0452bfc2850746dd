"""Days on which an answer may be expected: neither weekends nor public holidays in France."""

from datetime import date, timedelta

FIXED = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def easter(year: int) -> date:
    """Sunday of Easter, by the anonymous Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_worked(day: date) -> bool:
    feasts = {easter(day.year) + timedelta(days=n) for n in AFTER_EASTER}
    return day.weekday() < 5 and (day.month, day.day) not in FIXED and day not in feasts


def after(day: date, count: int) -> date:
    """The `count`-th working day that follows."""
    while count:
        day += timedelta(days=1)
        count -= is_worked(day)
    return day
