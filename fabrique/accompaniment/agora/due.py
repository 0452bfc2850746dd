"""What is settled is asked of nobody any more, even when the letter was already waiting."""

from fabrique.accompaniment.agora.enums import AnswerState
from fabrique.accompaniment.agora.models import Answer, FollowUp
from fabrique.ground.messages.due import due


@due("agora-answer")
def still_a_draft(_person, code: str) -> bool:
    return Answer.objects.filter(code=code, state=AnswerState.DRAFT).exists()


@due("agora-follow-up")
def not_said_yet(_person, code: str) -> bool:
    return FollowUp.objects.due().filter(code=code).exists()
