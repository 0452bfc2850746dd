"""Action sheets whose day to be looked at again has come (R519)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.institutions.enums import SheetState
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.core.inbox import Act, waits_for

WAITING = (SheetState.BLOCKED, SheetState.ON_HOLD)


@waits_for
def sheets_to_review(person) -> list[Act]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    due = ActionSheet.objects.filter(
        cohort__scope__in=led, state__in=WAITING, review_on__lte=timezone.localdate()
    ).select_related("cohort")
    return [
        Act(_("à revoir"), sheet.title, sheet.reason, reverse("institutions:move", args=[sheet.cohort.code, sheet.code]),
            _("Revoir"), urgent=True)
        for sheet in due
    ]  # fmt: skip
