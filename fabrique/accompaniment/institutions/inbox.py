"""What the institution leaves to be done: sheets to look at again or without a contact, decisions about to be taken."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.institutions.enums import OVER, WAITING
from fabrique.accompaniment.institutions.models import ActionSheet, DecisionDate, entrusted_to
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for

SOON = timedelta(days=14)


@waits_for
def sheets_to_review(person) -> list[Waiting]:
    """Those whose day has come (R519), those whose contact is gone (D23): to the one who answers for them."""
    if not person.scopes_as(*LEADS, *STAFF):
        return []
    today = timezone.localdate()
    due, lost = Q(state__in=WAITING, review_on__lte=today), Q(partner__ended_on__isnull=False)
    mine = ActionSheet.objects.filter(entrusted_to(person), due | lost).exclude(state__in=OVER)
    return [
        Waiting(mine.select_related("cohort", "partner"), lambda sheets: [act_of(sheet, today) for sheet in sheets])
    ]


def act_of(sheet: ActionSheet, today) -> Act:
    code = [sheet.cohort.code, sheet.code]
    if sheet.review_on and sheet.review_on <= today:
        return Act(_("à revoir"), sheet.title, sheet.reason, reverse("institutions:move", args=code), _("Revoir"), urgent=True)  # fmt: skip
    return Act(
        _("sans contact"), sheet.title, _("La fonction qui suivait cette fiche a disparu : à qui la confier ?"),
        reverse("institutions:hand-over", args=code), _("Passer le relais"),
    )  # fmt: skip


@waits_for
def decisions_to_come(person) -> list[Waiting]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    today = timezone.localdate()
    coming = DecisionDate.objects.filter(cohort__scope__in=led, on__gte=today, on__lte=today + SOON, outcome="")
    return [Waiting(coming.select_related("cohort", "organisation"), lambda dates: [
        Act(date_format(row.on, "j F"), f"{row.body}, {row.organisation}", row.expected,
            reverse("institutions:edit-decision-date", args=[row.cohort.code, row.code]), _("Préparer"))
        for row in dates
    ])]  # fmt: skip
