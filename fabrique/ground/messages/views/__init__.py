from fabrique.ground.messages.views.issues import archive, begin, issue
from fabrique.ground.messages.views.letters import (
    decide,
    outbox,
    preferences,
    stop,
    stop_at_once,
)
from fabrique.ground.messages.views.workshop import (
    add_item,
    add_offer,
    compose,
    edit_issue,
    edit_item,
    move,
    remove_item,
    schedule,
    shift_item,
)

__all__ = [
    "add_item",
    "add_offer",
    "archive",
    "begin",
    "compose",
    "decide",
    "edit_issue",
    "edit_item",
    "issue",
    "move",
    "outbox",
    "preferences",
    "remove_item",
    "schedule",
    "shift_item",
    "stop",
    "stop_at_once",
]
