"""Sessions that wait for whoever leads their cohort."""

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.programme.boards import to_declare, to_document
from fabrique.accompaniment.programme.models import Session
from fabrique.core.inbox import Act, waits_for


@waits_for
def sessions(person) -> list[Act]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    mine = Session.objects.filter(cohort__scope__in=led)
    return to_declare(mine) + to_document(mine)
