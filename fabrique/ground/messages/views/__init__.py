from fabrique.ground.messages.views.issues import archive, begin, begin_as_media, issue, picture
from fabrique.ground.messages.views.letters import (
    decide,
    outbox,
    preferences,
    stop,
    stop_at_once,
)
from fabrique.ground.messages.views.suggestions import accept, decline, suggest
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
    "accept",
    "add_item",
    "add_offer",
    "archive",
    "begin",
    "begin_as_media",
    "compose",
    "decide",
    "decline",
    "edit_issue",
    "edit_item",
    "issue",
    "move",
    "outbox",
    "picture",
    "preferences",
    "remove_item",
    "schedule",
    "shift_item",
    "stop",
    "stop_at_once",
    "suggest",
]
