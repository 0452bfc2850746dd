"""A viewpoint expressed or given up is asked of nobody any more, even when the letter was already waiting."""

from fabrique.accompaniment.evaluation.enums import ViewpointState
from fabrique.accompaniment.evaluation.models import Viewpoint
from fabrique.ground.messages.due import due


@due("viewpoint")
def still_silent(_person, code: str) -> bool:
    return Viewpoint.objects.filter(code=code, state=ViewpointState.ASKED).exists()
