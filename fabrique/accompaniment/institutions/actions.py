"""Every write on action sheets."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions import permissions as may
from fabrique.accompaniment.institutions.enums import SHEET, SheetKind
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

WAITING = ("block", "hold")


@transaction.atomic
def add_sheet(*, cohort: Cohort, kind: SheetKind, title: str, by: Person) -> ActionSheet:
    edit_cohort(by, held(cohort))
    if cohort.action_sheets.filter(kind=kind, title=title).exists():
        raise Denied(_("Cette fiche existe déjà."))
    order = next_order(cohort.action_sheets.filter(kind=kind))
    sheet = ActionSheet.objects.create(cohort=cohort, kind=kind, title=title, order=order)
    audit.record(by, "sheet-added", sheet, cohort=cohort.code)
    return sheet


@transaction.atomic
def move_sheet(
    *, sheet: ActionSheet, name: str, by: Person, reason: str = "", review_on: date | None = None
) -> ActionSheet:
    """One that stops says why and when it is looked at again (R519); one that starts again forgets both."""
    may.edit_sheet(by, sheet)
    if name in WAITING:
        if not reason.strip():
            raise Denied(_("Dites ce qui bloque : la fiche le gardera."))
        if review_on is None or review_on <= timezone.localdate():
            raise Denied(_("Donnez une date à venir pour en reparler."))
    SHEET.make(sheet, name)
    kept = reason.strip() if name in (*WAITING, "drop") else ""
    sheet.save_values(
        {"state": sheet.state, "reason": kept, "review_on": review_on if name in WAITING else None}, seen=sheet.version
    )
    audit.record(by, "sheet-moved", sheet, move=name, state=sheet.state)
    return sheet
