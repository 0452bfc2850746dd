from fabrique.accompaniment.devices.views.accompaniments import (
    accompaniment,
    accompaniments,
    confirm,
    declare,
    edit_one,
    move,
    open_one,
    stop,
    withdraw,
)
from fabrique.accompaniment.devices.views.catalogue import device_page, edit

__all__ = [
    "accompaniment",
    "accompaniments",
    "confirm",
    "declare",
    "device_page",
    "edit",
    "edit_one",
    "move",
    "open_one",
    "stop",
    "withdraw",
]
