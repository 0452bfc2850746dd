"""Words whose author answered meanwhile, or whose sheet was withdrawn, are asked for no more."""

from fabrique.accompaniment.questions.models import Agreement
from fabrique.ground.messages.due import due


@due("sheet-agreement")
def still_asked(person, _code: str) -> bool:
    """No code is told: a mark lies in clear beside the person, and an agreement is tied to an answer."""
    return any(one.is_by(person) for one in Agreement.objects.waiting())
