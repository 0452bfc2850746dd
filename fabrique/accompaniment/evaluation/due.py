"""What is settled is asked of nobody any more, even when the letter was already waiting."""

from fabrique.accompaniment.evaluation.enums import ViewpointState
from fabrique.accompaniment.evaluation.models import FollowUp, Viewpoint
from fabrique.ground.messages.due import due


@due("viewpoint")
def still_silent(_person, code: str) -> bool:
    return Viewpoint.objects.filter(code=code, state=ViewpointState.ASKED).exists()


@due("follow-up")
def not_recorded_yet(_person, code: str) -> bool:
    return FollowUp.objects.due().filter(code=code).exists()
