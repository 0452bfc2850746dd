"""News that may be settled before they leave: asked again at the last moment (« dites votre point de vue », and it was said).

    @due("viewpoint")
    def still_silent(person, code) -> bool: …

in the `due.py` of an area; `notify(…, due="viewpoint:abcd")` names it.
"""

from collections.abc import Callable

from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.models import Person

Question = Callable[[Person, str], bool]
questions: dict[str, Question] = {}


def due(name: str) -> Callable[[Question], Question]:
    def register(question: Question) -> Question:
        questions[name] = question
        return question

    return register


def still_due(notice: Notice) -> bool:
    name, _colon, code = notice.due.partition(":")
    return not name or notice.person is None or questions[name](notice.person, code)


def told(letter: Letter) -> list[Notice]:
    """What this letter still has to say now."""
    return [notice for notice in letter.notices.select_related("person") if still_due(notice)]
