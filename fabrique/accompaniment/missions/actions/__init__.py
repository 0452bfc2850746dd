"""Every write on missions: the need, the choice, the convention, the days, what changes on the way."""

from fabrique.accompaniment.missions.actions.changing import appraise, ask_change, settle_change
from fabrique.accompaniment.missions.actions.choosing import (
    add_complement,
    choose_ally,
    name_person,
    pass_candidate,
    propose_candidate,
)
from fabrique.accompaniment.missions.actions.conventions import (
    draft_convention,
    edit_convention,
    move_convention,
    propose_amendment,
    set_rate,
    sign_amendment,
    sign_convention,
)
from fabrique.accompaniment.missions.actions.days import answer_day, correct_day, declare_day, withdraw_day
from fabrique.accompaniment.missions.actions.needs import (
    add_tool,
    describe_need,
    edit_mission,
    move_mission,
    remove_tool,
)

__all__ = [
    "add_complement",
    "add_tool",
    "answer_day",
    "appraise",
    "ask_change",
    "choose_ally",
    "correct_day",
    "declare_day",
    "describe_need",
    "draft_convention",
    "edit_convention",
    "edit_mission",
    "move_convention",
    "move_mission",
    "name_person",
    "pass_candidate",
    "propose_amendment",
    "propose_candidate",
    "remove_tool",
    "set_rate",
    "settle_change",
    "sign_amendment",
    "sign_convention",
    "withdraw_day",
]
