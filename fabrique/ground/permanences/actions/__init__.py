"""Every write of the entry door and of the monthly meetings."""

from fabrique.ground.permanences.actions.matters import (
    answer,
    change_consent,
    change_guest_consent,
    close,
    forget_guests,
    leave,
    leave_as_guest,
    publish,
    route,
    take,
    take_back,
    take_back_as_guest,
    unpublish,
)
from fabrique.ground.permanences.actions.meetings import add_host, host, open_year, write_promises
from fabrique.ground.permanences.actions.sittings import count_visit, write_minutes

__all__ = [
    "add_host",
    "answer",
    "change_consent",
    "change_guest_consent",
    "close",
    "count_visit",
    "forget_guests",
    "host",
    "leave",
    "leave_as_guest",
    "open_year",
    "publish",
    "route",
    "take",
    "take_back",
    "take_back_as_guest",
    "unpublish",
    "write_minutes",
    "write_promises",
]
