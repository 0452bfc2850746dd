"""What the agenda keeps: circles, dates, who comes."""

from fabrique.ground.agenda.models.circles import TEAM, around, belongs, circles
from fabrique.ground.agenda.models.events import UNKNOWN_LENGTH, Event, Series
from fabrique.ground.agenda.models.registrations import Feed, HotAnswer, Notice, Registration

__all__ = [
    "TEAM",
    "UNKNOWN_LENGTH",
    "Event",
    "Feed",
    "HotAnswer",
    "Notice",
    "Registration",
    "Series",
    "around",
    "belongs",
    "circles",
]
