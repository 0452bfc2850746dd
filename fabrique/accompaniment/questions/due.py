"""Words whose author answered meanwhile, or whose sheet was withdrawn, are asked for no more."""

from fabrique.accompaniment.questions.models import Agreement
from fabrique.ground.messages.due import due


@due("sheet-agreement")
def still_asked(_person, code: str) -> bool:
    return Agreement.objects.waiting().filter(code=code).exists()
