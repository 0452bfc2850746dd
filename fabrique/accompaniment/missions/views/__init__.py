"""A need, its candidates, the allies at work, their conventions and their days."""

from fabrique.accompaniment.missions.views.allies import (
    add_ally,
    appraise,
    ask_change,
    letter,
    name_person,
    settle_change,
)
from fabrique.accompaniment.missions.views.choosing import choose, edit_candidate, pass_over, propose, search
from fabrique.accompaniment.missions.views.conventions import (
    amend,
    convention,
    convention_text,
    draft,
    edit_convention,
    move_convention,
    pay,
    rates,
    sign,
    sign_amendment,
    terminate,
)
from fabrique.accompaniment.missions.views.days import confirm, correct, days, declare, refuse, withdraw
from fabrique.accompaniment.missions.views.missions import (
    add_tool,
    context_file,
    drop,
    edit,
    home,
    mission,
    move,
    new,
    remove_tool,
    totals,
)

__all__ = [
    "add_ally", "add_tool", "amend", "appraise", "ask_change", "choose", "confirm", "context_file", "convention",
    "convention_text", "correct", "days", "declare", "draft", "drop", "edit", "edit_candidate", "edit_convention",
    "home", "letter", "mission", "move", "move_convention", "name_person", "new", "pass_over", "pay", "propose",
    "rates", "refuse", "remove_tool", "search", "settle_change", "sign", "sign_amendment", "terminate", "totals", "withdraw",
]  # fmt: skip
