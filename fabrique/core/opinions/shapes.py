"""What a reckoning returns: plain values, ready to be kept as data or compared with another."""

from dataclasses import dataclass
from typing import NamedTuple

type Name = int | str


class BadVotes(ValueError):
    """The votes cannot be read; the message says which rule they break."""


class Span(NamedTuple):
    """A share and the interval of its uncertainty (95 %)."""

    share: float
    low: float
    high: float


class Count(NamedTuple):
    """How the voters of one circle voted on one statement. `voters` holds those who passed."""

    voters: int
    agree: int
    disagree: int
    agreeing: Span
    disagreeing: Span

    @property
    def passed(self) -> int:
        return self.voters - self.agree - self.disagree


@dataclass(frozen=True)
class Agreement:
    """One statement: everybody, then each category that may be shown. `hidden` names the others, without any figure."""

    statement: Name
    everybody: Count | None
    categories: tuple[tuple[Name, Count], ...]
    hidden: tuple[Name, ...]


@dataclass(frozen=True)
class Uniting:
    """A statement on which each shown category leans surely to one side. `floor` is the least of their lower bounds."""

    statement: Name
    side: str
    floor: float
    everyone: bool


@dataclass(frozen=True)
class Dividing:
    """A statement that parts two categories surely: the interval of `more` lies above that of `less`, `gap` apart."""

    statement: Name
    more: Name
    less: Name
    gap: float


@dataclass(frozen=True)
class Representative:
    """A statement that tells a group apart. Its measures are not told: they count the others, who may be very few."""

    statement: Name
    side: str


@dataclass(frozen=True)
class Group:
    """People who vote alike. `counts` follow the statements of the reckoning, none where they may not be shown."""

    label: int
    size: int
    counts: tuple[Count | None, ...]
    representative: tuple[Representative, ...]


@dataclass(frozen=True)
class Consensus:
    """Group-aware consensus: the product over groups of the probability to agree, and to disagree."""

    statement: Name
    agree: float
    disagree: float


class Place(NamedTuple):
    """Where one participant stands on the map, and the label of their group: for whoever draws, never to be listed."""

    participant: Name
    x: float
    y: float
    group: int


@dataclass(frozen=True)
class Groups:
    """Groups that came back when half of the votes were put aside."""

    stability: float
    axes: int
    groups: tuple[Group, ...]
    consensus: tuple[Consensus, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class NotYet:
    """No groups to show, and why: `few` people answered, votes go together no more than by `chance`, or the groups are
    `unstable`. Then what would help, when it can be told: that many more people; or more votes from each, for which
    that many new statements are wanted."""

    reason: str
    stability: float | None = None
    people: int | None = None
    votes_each: int | None = None
    statements: int | None = None


@dataclass(frozen=True)
class Memory:
    """What the next reckoning needs to keep the names and the picture. Never to be shown: its means count everybody."""

    statements: tuple[Name, ...]
    labels: tuple[int, ...]
    centres: tuple[tuple[float, ...], ...]
    axes: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Reckoning:
    people: int
    votes: int
    statements: tuple[Name, ...]
    agreements: tuple[Agreement, ...]
    uniting: tuple[Uniting, ...]
    dividing: tuple[Dividing, ...]
    opinion: Groups | NotYet
    memory: Memory | None
