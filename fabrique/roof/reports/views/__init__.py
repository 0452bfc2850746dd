"""Pages of a report: what others read, where it is made, one chapter."""

from fabrique.roof.reports.views.chapters import answer, chapter, entrust, move_chapter, remind, take_up, write_part
from fabrique.roof.reports.views.photographs import (
    add_photograph,
    describe_photograph,
    photograph,
    take_back_photograph,
)
from fabrique.roof.reports.views.reading import (
    choose,
    compare,
    compare_file,
    download,
    edition,
    edition_file,
    report,
    summary,
    summary_file,
)
from fabrique.roof.reports.views.workshop import (
    hoped,
    move_report,
    open_report,
    proof,
    proof_file,
    publish,
    retry,
    workshop,
)

__all__ = [
    "add_photograph",
    "answer",
    "chapter",
    "choose",
    "compare",
    "compare_file",
    "describe_photograph",
    "download",
    "edition",
    "edition_file",
    "entrust",
    "hoped",
    "move_chapter",
    "move_report",
    "open_report",
    "photograph",
    "proof",
    "proof_file",
    "publish",
    "remind",
    "report",
    "retry",
    "summary",
    "summary_file",
    "take_back_photograph",
    "take_up",
    "workshop",
    "write_part",
]
