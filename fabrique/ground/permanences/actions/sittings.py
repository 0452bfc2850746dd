"""A permanence as it is held: how many came, what is kept of it (R090, R092)."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.models import Person
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.enums import Visitor
from fabrique.ground.permanences.models import Sitting

COLUMNS = {Visitor.ALLY: "allies_came", Visitor.OTHER: "others_came"}


def sitting_of(event: Event) -> Sitting:
    return Sitting.objects.select_for_update().get_or_create(event=event)[0]


@transaction.atomic
def count_visit(*, event: Event, visitor: Visitor, step: int, by: Person) -> Sitting:
    """One more, or one counted by mistake; no name, no hour."""
    may.hold_permanence(by, event)
    if step not in (1, -1):
        raise Denied(_("On compte une personne à la fois."))
    sitting, column = sitting_of(event), COLUMNS[visitor]
    if getattr(sitting, column) + step >= 0:
        Sitting.objects.filter(pk=sitting.pk).update(**{column: F(column) + step})
        audit.record(by, "visit-counted", event, step=step)
    sitting.refresh_from_db()
    return sitting


@transaction.atomic
def write_minutes(*, event: Event, minutes: str, seen: int, by: Person) -> Sitting:
    """Raises `Conflict` when somebody saved since version `seen`."""
    may.hold_permanence(by, event)
    sitting = sitting_of(event)
    sitting.save_values({"minutes": minutes}, seen=seen)
    audit.record(by, "minutes-written", event)
    return sitting
