"""What a date of the agenda stands for: a session of a cohort."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.ground.agenda.ties import Tie, ties


@ties
def session_of(event, person) -> Tie | None:
    session = Session.objects.visible_to(person).filter(event=event).select_related("cohort").first()
    if session is None:
        return None
    if session.state == SessionState.DOCUMENTED:
        return Tie(_("La mallette : l’essentiel en dix minutes"), session.kit_address())
    return Tie(_("La séance dans sa cohorte"), session.get_absolute_url())
