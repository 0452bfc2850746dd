"""Every write of the area: the report and its texts, what territories answer, editions and what leaves them."""

from fabrique.roof.reports.actions.editions import (
    ask_edition,
    make_edition,
    reason_not_to_publish,
    retry_edition,
    withdraw_passage,
)
from fabrique.roof.reports.actions.photographs import add_photograph, describe_photograph, take_back_photograph
from fabrique.roof.reports.actions.reports import (
    entrust_chapter,
    lay_out,
    move_chapter,
    move_report,
    notice_changes,
    open_report,
    reason_not_to_move,
    set_hoped_on,
    take_up,
    write_part,
)
from fabrique.roof.reports.actions.territories import answer_chapter, reason_not_to_remind, remind

__all__ = [
    "add_photograph",
    "answer_chapter",
    "ask_edition",
    "describe_photograph",
    "entrust_chapter",
    "lay_out",
    "make_edition",
    "move_chapter",
    "move_report",
    "notice_changes",
    "open_report",
    "reason_not_to_move",
    "reason_not_to_publish",
    "reason_not_to_remind",
    "remind",
    "retry_edition",
    "set_hoped_on",
    "take_back_photograph",
    "take_up",
    "withdraw_passage",
    "write_part",
]
