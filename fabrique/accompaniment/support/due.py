"""A question answered, closed or taken by somebody else is recalled to nobody, even when the letter was waiting."""

from fabrique.accompaniment.support.models import Question
from fabrique.ground.messages.due import due


@due("question")
def still_waits(person, code: str) -> bool:
    question = Question.objects.waiting().filter(code=code).first()
    return question is not None and question.owner_id in (None, person.pk)
