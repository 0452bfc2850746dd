"""Contracts of a cohort, their inside, and the annex of a project."""

from fabrique.accompaniment.contracts.views.annexes import annex
from fabrique.accompaniment.contracts.views.contracts import contract, contracts, drop, edit, end, new, sign
from fabrique.accompaniment.contracts.views.inside import add_line, do_next_step, edit_line, log, remove_line

__all__ = [
    "add_line",
    "annex",
    "contract",
    "contracts",
    "do_next_step",
    "drop",
    "edit",
    "edit_line",
    "end",
    "log",
    "new",
    "remove_line",
    "sign",
]
