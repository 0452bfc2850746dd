"""Messages of the entry door that wait for the association."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.permanences.models import Matter
from fabrique.ground.permanences.permissions import hold_permanence


@waits_for
def matters_to_answer(person) -> list[Waiting]:
    """One line for all: they are answered together, on one page."""
    if not hold_permanence.allows(person):
        return []
    return [Waiting(Matter.objects.waiting().values_list("due_on", flat=True), tell)]


def tell(waiting) -> list[Act]:
    late = sum(day < timezone.localdate() for day in waiting)
    title = ngettext("Un message attend une réponse", "%(n)s messages attendent une réponse", len(waiting)) % {
        "n": len(waiting)
    }
    why = ngettext("%(n)d aurait dû l’avoir déjà.", "%(n)d auraient dû l’avoir déjà.", late) % {"n": late}
    return [
        Act(date_format(waiting[0], "j F"), title, why if late else _("À la permanence, une réponse est promise pour ce jour."),
            reverse("permanences:board"), _("Répondre"), urgent=bool(late))
    ]  # fmt: skip
