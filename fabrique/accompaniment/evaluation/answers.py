"""What is being done about a limit, told by the areas above that act on it (R479): a limit is answered, never erased.

    @answers_limits
    def decided(person, limits) -> dict[int, list[Answer]]: …    # by row number of the limit
    @decides
    def board(person, cohort) -> str: …                          # where this person decides, or an empty string

in the area's `ties.py`, found at start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.evaluation.models import Limit


@dataclass(frozen=True)
class Answer:
    title: str
    state: str
    done: bool = False


Source = Callable[[Any, list[Limit]], dict[int, list[Answer]]]
Board = Callable[[Any, Cohort], str]
sources: list[Source] = []
boards: list[Board] = []


def answers_limits(source: Source) -> Source:
    sources.append(source)
    return source


def decides(board: Board) -> Board:
    boards.append(board)
    return board


def answers_to(person: Any, limits: list[Limit]) -> dict[int, list[Answer]]:
    """Asked once for all the limits of a page."""
    found: dict[int, list[Answer]] = {}
    for source in sources:
        for pk, answers in source(person, limits).items():
            found.setdefault(pk, []).extend(answers)
    return found


def where_to_decide(person: Any, cohort: Cohort) -> str:
    return next((address for board in boards if (address := board(person, cohort))), "")
