"""What came out of a territory's diagnostic, and what it answers: told by the area above that keeps both (R372).

    @tells_advice
    def last_restituted(participation, person=None) -> GivenBack | None: …

in its `ties.py`, found at start. Without a person: for a rule that counts, never for a page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Advice:
    """One recommendation and its answer; `answer` is empty as long as the territory did not speak."""

    code: str
    text: str
    addressee: str
    answer: str
    answer_label: str
    why: str
    project: int | None
    answered_at: datetime | None


@dataclass(frozen=True)
class GivenBack:
    on: date
    edition: str
    url: str
    may_answer: bool
    advice: Sequence[Advice]

    @property
    def answered(self) -> int:
        return sum(bool(one.answer) for one in self.advice)

    @property
    def waiting(self) -> int:
        return len(self.advice) - self.answered

    def snapshot(self) -> list[dict[str, str]]:
        """The answers of the day, without a word of the diagnostic."""
        return [{"code": one.code, "answer": one.answer, "why": one.why} for one in self.advice]


Source = Callable[..., GivenBack | None]
_sources: list[Source] = []


def tells_advice(source: Source) -> Source:
    _sources.append(source)
    return source


def given_back(participation: Any, person: Any = None) -> GivenBack | None:
    """Of the last diagnostic restituted there, as this person may read it."""
    return next((found for source in _sources if (found := source(participation, person))), None)
