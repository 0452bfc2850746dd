import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fabrique.core.dates import date_format

PRECISIONS = ("day", "month", "season", "year")
KINDS = ("day", "tick", "bar", "next")
SEASON = 3  # months
DECEMBER = 12


@dataclass(frozen=True)
class Moment:
    """Something that happens, known to the day, month, season or year; without `start`, the date is not known yet.

    kind: "day" a great day, "tick" a lighter one, "bar" a long time, "next" announced. `own`: of the one whose line it
    is, not of everybody. `icon` replaces the kind's icon. Raises ValueError for an unknown word or an end before the
    start.
    """

    label: str
    note: str = ""
    start: date | None = None
    end: date | None = None
    precision: str = "day"
    kind: str = "day"
    own: bool = False
    url: str = ""
    icon: str = ""

    def __post_init__(self):
        if self.precision not in PRECISIONS:
            raise ValueError(f"Unknown precision: {self.precision!r}")
        if self.kind not in KINDS:
            raise ValueError(f"Unknown kind of moment: {self.kind!r}")
        if self.end and (self.start is None or self.end < self.start):
            raise ValueError(f"A moment cannot end before it starts: {self.label!r}")

    @property
    def first(self):
        """First day it may touch."""
        return opening(self.start, self.precision) if self.start else None

    @property
    def last(self):
        """Last day it may touch."""
        return closing(self.end or self.start, self.precision) if self.start else None

    @property
    def vague(self):
        """A long time whose bounds are not known: hatched."""
        return self.start is None or (self.kind == "bar" and self.precision in ("season", "year"))


def opening(day, precision):
    if precision == "year":
        return day.replace(month=1, day=1)
    if precision == "month":
        return day.replace(day=1)
    if precision == "season":
        month = day.month % DECEMBER // SEASON * SEASON or DECEMBER
        year = day.year - 1 if month == DECEMBER and day.month != DECEMBER else day.year
        return date(max(year, 1), month, 1)
    return day


def closing(day, precision):
    if precision == "year":
        return day.replace(month=DECEMBER, day=31)
    if precision == "month":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if precision == "season":
        later = opening(day, precision) + timedelta(days=2 * 31)
        return closing(later, "month")
    return day


def in_time_order(moments):
    """Dated ones by their first possible day, then the undated, each as given."""
    return sorted(moments, key=lambda moment: (moment.start is None, moment.first or date.min, moment.last or date.min))


def day_and_month(day):
    """ "7 mai", "1er oct.", "May 7": the order of the reader's language, the month abbreviated."""
    return date_format(day, get_format("MONTH_DAY_FORMAT").replace("F", "N"))


def month_name(day):
    return date_format(day, "N")


def season_name(day):
    """ "été 2024"; a winter bears its two years."""
    opened = opening(day, "season")
    names = {3: pgettext("season", "printemps"), 6: pgettext("season", "été"), 9: pgettext("season", "automne")}
    if opened.month in names:
        return f"{names[opened.month]} {opened.year}"
    return f"{pgettext('season', 'hiver')} {opened.year}-{opened.year + 1}"


def named(day, precision):
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return date_format(day, "F Y")
    if precision == "season":
        return season_name(day)
    return f"{day_and_month(day)} {day.year}"


def period(moment):
    """The whole period in words: "7 mai 2024", "juillet à septembre 2024", "2024-2025, dates à préciser"."""
    if not moment.start:
        return _("date à préciser")
    first, last = named(moment.start, moment.precision), named(moment.end or moment.start, moment.precision)
    if moment.vague:
        years = first if first == last else f"{moment.start.year}-{moment.end.year}"
        return _("%(period)s, dates à préciser") % {"period": years}
    if first == last:
        return first
    if moment.start.year == moment.end.year and moment.precision in ("day", "month"):
        first = day_and_month(moment.start) if moment.precision == "day" else date_format(moment.start, "F")
    if moment.precision == "day":
        return _("du %(first)s au %(last)s") % {"first": first, "last": last}
    return _("%(first)s à %(last)s") % {"first": first, "last": last}


def short_period(moment):
    """The same, and the year apart when the axis already shows it: ("7 mai", " 2024")."""
    if moment.start and moment.precision == "day" and moment.end in (None, moment.start):
        return day_and_month(moment.start), f" {moment.start.year}"
    return period(moment), ""


def machine_date(moment):
    """What <time datetime> accepts, or "" when nothing exact can be said."""
    if not moment.start or moment.vague or moment.precision == "season":
        return ""
    return moment.start.isoformat()[: {"day": 10, "month": 7, "year": 4}[moment.precision]]
