"""What a widened circle asks of its referent: a draw that stands half way, a list soon forgotten."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.circles.enums import DRAW, DrawState
from fabrique.accompaniment.circles.models import Draw
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role

SOON = timedelta(days=14)
HALF_WAY = (DrawState.FROZEN, DrawState.SEEDED)


@waits_for
def draws_half_way(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    found = Draw.objects.filter(participation__scope__in=mine, state__in=HALF_WAY, erased_at=None)
    soon = timezone.localdate() + SOON
    return [Waiting(found.select_related("participation__cohort"), lambda draws: [
        Act(
            date_format(draw.erase_on, "j F") if draw.erase_on <= soon else _("tirage"), draw.title,
            _("La liste est gelée : il reste à publier la graine.") if draw.state == DrawState.FROZEN
            else _("La graine est publiée : le tirage peut avoir lieu."),
            draw.get_absolute_url(), str(next(iter(DRAW.open_to(draw).values())).label) if draw.state == DrawState.SEEDED
            else _("Publier la graine"), urgent=draw.erase_on <= soon,
        )
        for draw in draws
    ])]  # fmt: skip
