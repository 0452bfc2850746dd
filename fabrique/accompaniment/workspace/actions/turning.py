"""Turning points: where a delegation says it stands, and what it won."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.enums import Moment, Size
from fabrique.accompaniment.workspace.models import Position, Victory
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

SAID_AT = {
    Moment.START: ("ambition",),
    Moment.BREAK: ("ambition", "on_expectations", "gaps", "wanted", "follows"),
    Moment.END: (
        "ambition",
        "on_expectations",
        "gaps",
        "wanted",
        "follows",
        "next_steps",
        "engagement",
        "carried_by",
        "again",
    ),
}


@transaction.atomic
def take_position(*, participation: Participation, moment: Moment, by: Person, seen: int = 0, **said: str) -> Position:
    """Write or edit where the delegation stands at a moment; raises `Conflict` when somebody wrote since `seen`."""
    may.keep_space(by, participation)
    values = {name: said[name] for name in SAID_AT[moment] if name in said}
    position, new = Position.objects.get_or_create(participation=participation, moment=moment, defaults=values)
    if not new:
        position.save_values(values, seen=seen)
    audit.record(by, "position-taken", position, moment=moment)
    return position


@transaction.atomic
def add_victory(
    *, participation: Participation, size: Size, title: str, won_on: date, by: Person, thanks_to: str = "",
    project: PilotProject | None = None,
) -> Victory:  # fmt: skip
    may.keep_space(by, participation)
    if won_on > timezone.localdate():
        raise Denied(_("Une victoire se fête une fois gagnée : donnez un jour passé."))
    if project is not None and project.participation_id != participation.pk:
        raise Denied(_("Ce projet est celui d’un autre territoire."))
    if participation.victories.filter(title=title).exists():
        raise Denied(_("Cette victoire est déjà au mur."))
    victory = Victory.objects.create(
        participation=participation, size=size, title=title, won_on=won_on, thanks_to=thanks_to, project=project
    )
    audit.record(by, "victory-added", victory, participation=participation.code)
    return victory


@transaction.atomic
def remove_victory(*, victory: Victory, by: Person) -> None:
    may.keep_part(by, victory)
    audit.record(by, "victory-removed", victory, title=victory.title)
    victory.delete()
