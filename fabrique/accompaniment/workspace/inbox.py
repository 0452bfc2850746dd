"""What a delegation's own memory asks of its referent: calls that close soon, consultations that nobody reported on."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.workspace.enums import CallState
from fabrique.accompaniment.workspace.models import Call, Consultation
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role

SOON = timedelta(days=30)
ENOUGH = timedelta(days=30)


def address(view: str, kept) -> str:
    return reverse(f"workspace:{view}", args=[kept.participation.cohort.code, kept.participation.code])


@waits_for
def memory(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    today = timezone.localdate()
    calls = Call.objects.filter(
        participation__scope__in=mine, state=CallState.SPOTTED, closes_on__range=(today, today + SOON)
    )
    silent = Consultation.objects.filter(participation__scope__in=mine, notice_on=None, held_on__lte=today - ENOUGH)
    return [Waiting(calls.select_related("participation__cohort"), lambda found: [
        Act(date_format(call.closes_on, "j F"), call.title, _("Y aller, ou pas ? L’appel ferme bientôt."),
            address("calls", call), _("Décider"))
        for call in found
    ]), Waiting(silent.select_related("participation__cohort"), lambda found: [
        Act(_("compte à rendre"), one.title, _("Les personnes venues attendent de savoir ce qui a été décidé."),
            address("consultations", one), _("Rendre compte"))
        for one in found
    ])]  # fmt: skip
