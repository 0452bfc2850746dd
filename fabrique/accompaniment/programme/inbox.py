"""Sessions that wait for whoever leads their cohort, and those that somebody missed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.programme.boards import to_declare, to_document
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.inbox import Act, waits_for
from fabrique.ground.agenda.enums import RegistrationState


@waits_for
def sessions(person) -> list[Act]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    mine = Session.objects.filter(cohort__scope__in=led)
    return to_declare(mine) + to_document(mine)


@waits_for
def missed(person) -> list[Act]:
    """« You missed this session »: its kit, for a month and a half (R341). A query."""
    recent = timezone.localdate() - timedelta(days=45)
    absent = {"event__registrations__person": person, "event__registrations__state": RegistrationState.ABSENT}
    sessions = Session.objects.visible_to(person).filter(state=SessionState.DOCUMENTED, date__gte=recent, **absent)
    return [
        Act(
            _("vous avez manqué"),
            session.title,
            _("L’essentiel tient en dix minutes."),
            session.kit_address(),
            _("Lire"),
        )
        for session in sessions.select_related("cohort").in_time()
    ]
