from fabrique.ground.permanences.views.door import answers, consent, door, follow, take_back
from fabrique.ground.permanences.views.holding import (
    answer,
    board,
    close,
    count_visit,
    matter,
    minutes,
    publish,
    route,
    slot,
    take,
    unpublish,
)
from fabrique.ground.permanences.views.meetings import add_host, host, meeting, meetings, open_year

__all__ = [
    "add_host",
    "answer",
    "answers",
    "board",
    "close",
    "consent",
    "count_visit",
    "door",
    "follow",
    "host",
    "matter",
    "meeting",
    "meetings",
    "minutes",
    "open_year",
    "publish",
    "route",
    "slot",
    "take",
    "take_back",
    "unpublish",
]
