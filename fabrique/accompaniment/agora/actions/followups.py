"""Where a resolution stands at 3, 6 and 12 months: drawn when it is adopted, said by those who carry it (R414)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.agora import letters
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.enums import ALIVE, MONTHS, RESOLUTION, Progress, ResolutionState
from fabrique.accompaniment.agora.models import FollowUp, Resolution
from fabrique.accompaniment.evaluation.actions.followups import after_months
from fabrique.core import audit
from fabrique.core.dates import date_format
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

# what a follow-up says of the resolution itself; « to take up again » leaves it where it is
BECOMES = {Progress.KEPT: "keep", Progress.UNDER_WAY: "start", Progress.DROPPED: "drop"}


def draw_follow_ups(resolution: Resolution, adopted_on: date) -> None:
    for months in MONTHS:
        due = after_months(adopted_on, months)
        FollowUp.objects.get_or_create(resolution=resolution, months=months, defaults={"due_on": due})


@transaction.atomic
def tell(*, follow_up: FollowUp, says: str, by: Person, seen: int, words: str = "") -> FollowUp:
    """Read at once by those who asked; what is kept or dropped moves the resolution too."""
    may.tell(by, follow_up)
    if follow_up.due_on > timezone.localdate():
        day = date_format(follow_up.due_on, "j F Y")
        raise Denied(_("Ce moment vient le %(day)s.") % {"day": day})
    if says in (Progress.STUCK, Progress.DROPPED) and not words.strip():
        raise Denied(_("Dites ce qui s’est passé : celles et ceux qui attendent le lisent."))
    values = {"says": says, "words": words.strip(), "said_at": timezone.now(), "said_by": by}
    follow_up.save_values(values, seen=seen)
    follow(follow_up)
    audit.record(by, "agora-follow-up-said", follow_up.resolution, months=follow_up.months, says=says)
    letters.followed(follow_up, by)
    return follow_up


def follow(follow_up: FollowUp) -> None:
    """The resolution where its carriers say that it is."""
    resolution = Resolution.objects.select_for_update().get(pk=follow_up.resolution_id)
    move = BECOMES.get(Progress(follow_up.says))
    if move is None or resolution.state not in ALIVE:
        return
    if move == "start" and resolution.state == ResolutionState.IN_PROGRESS:
        return
    RESOLUTION.make(resolution, move)
    reason = follow_up.words if move == "drop" else ""
    resolution.save_values({"state": resolution.state, "reason": reason}, seen=resolution.version)


@transaction.atomic
def recall_follow_ups() -> int:
    """By the worker: a letter to those who carry it, once a moment. How many were told."""
    due = FollowUp.objects.due().select_related("resolution__agora__cohort", "resolution__agora__participation")
    return sum(letters.moment_has_come(follow_up) for follow_up in due.order_by("pk"))
