"""The accounts of the day ledger, and what they say of a mission, in quarter days (R448).

    source → pool of the mission → available, of each ally → declared → consumed
    given  → aside, of each ally: the time that counts against nothing (R449)

A pool and what is available have a floor at zero: to take more, an amendment is signed. Reading opens no account.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fabrique.accompaniment.cohorts.models import days, days_said
from fabrique.accompaniment.missions.models import Engagement, Mission
from fabrique.core.ledger.book import open_account
from fabrique.core.ledger.models import Account

BOOK = "days"
ALERT = 75  # per cent


def source() -> Account:
    return open_account(BOOK, "source")


def given() -> Account:
    return open_account(BOOK, "given")


def pool(mission: Mission) -> Account:
    return open_account(BOOK, f"{mission.code}.pool", floor=0)


def account(engagement: Engagement, name: str) -> Account:
    """One of `available`, `declared`, `consumed`, `aside`."""
    return open_account(BOOK, f"{engagement.code}.{name}", floor=0)


@dataclass(frozen=True)
class Gauge:
    """`planned`: what the conventions and their amendments give; `aside`: real time that no convention pays."""

    available: int = 0
    declared: int = 0
    consumed: int = 0
    aside: int = 0
    pool: int = 0

    @property
    def planned(self) -> int:
        return self.available + self.declared + self.consumed + self.pool

    @property
    def spent(self) -> int:
        return self.declared + self.consumed

    @property
    def remaining(self) -> int:
        return self.available + self.pool

    @property
    def real(self) -> int:
        return self.spent + self.aside

    @property
    def share(self) -> int:
        """Per cent, rounded down: 75 is said when it is reached."""
        return self.spent * 100 // self.planned if self.planned else 0

    @property
    def alert(self) -> bool:
        return self.share >= ALERT

    @property
    def told(self) -> dict[str, str]:
        """In days, as a page says them."""
        names = ("planned", "spent", "consumed", "declared", "remaining", "aside", "real")
        return {name: days(getattr(self, name)) for name in names} | {"spent_said": days_said(self.spent)}

    def __add__(self, other: "Gauge") -> "Gauge":
        return Gauge(*(mine + theirs for mine, theirs in zip(self.parts, other.parts, strict=True)))

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.available, self.declared, self.consumed, self.aside, self.pool)


NAMES = ("available", "declared", "consumed", "aside")


def read(names: Iterable[str]) -> dict[str, int]:
    rows = Account.objects.of_book(BOOK).filter(name__in=list(names)).with_balance()
    return dict(rows.values_list("name", "balance"))


def of_engagements(engagements: Iterable[Engagement]) -> dict[int, Gauge]:
    """By row number, in one query."""
    rows = list(engagements)
    held = read(f"{row.code}.{name}" for row in rows for name in NAMES)
    return {row.pk: Gauge(*(held.get(f"{row.code}.{name}", 0) for name in NAMES)) for row in rows}


def of_missions(missions: Iterable[Mission]) -> dict[int, Gauge]:
    """Its allies together, those who left included, and what no convention has taken yet. Three queries."""
    rows = list(missions)
    engagements = list(Engagement.objects.filter(mission__in=rows))
    each = of_engagements(engagements)
    pools = read(f"{row.code}.pool" for row in rows)
    found = {row.pk: Gauge(pool=pools.get(f"{row.code}.pool", 0)) for row in rows}
    for engagement in engagements:
        found[engagement.mission_id] += each[engagement.pk]
    return found
