"""Action sheets: added, moved from state to state, handed over when the institution is reorganised."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions import permissions as may
from fabrique.accompaniment.institutions.enums import SAYS_WHY, SHEET, WAITING, SheetKind
from fabrique.accompaniment.institutions.models import ActionSheet, Contact, ContactChange
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def add_sheet(*, cohort: Cohort, kind: SheetKind, title: str, by: Person) -> ActionSheet:
    edit_cohort(by, held(cohort))
    if cohort.action_sheets.filter(kind=kind, title=title).exists():
        raise Denied(_("Cette fiche existe déjà."))
    order = next_order(cohort.action_sheets.filter(kind=kind))
    sheet = ActionSheet.objects.create(cohort=cohort, kind=kind, title=title, order=order, in_charge=by)
    audit.record(by, "sheet-added", sheet, cohort=cohort.code)
    return sheet


@transaction.atomic
def move_sheet(
    *, sheet: ActionSheet, name: str, by: Person, reason: str = "", review_on: date | None = None
) -> ActionSheet:
    """One that stops says why and when it is looked at again (R519); one that starts again forgets both.

    Whoever stops a sheet of nobody answers for it from then on: they are the one who is recalled.
    """
    may.edit_sheet(by, sheet)
    if name in SAYS_WHY and not reason.strip():
        raise Denied(_("Dites ce qui l’arrête : la fiche le gardera."))
    waits = name in SHEET.moves and SHEET.moves[name].target in WAITING
    if waits and (review_on is None or review_on <= timezone.localdate()):
        raise Denied(_("Donnez une date à venir pour en reparler."))
    SHEET.make(sheet, name)
    values = {
        "state": sheet.state,
        "reason": reason.strip() if name in SAYS_WHY else "",
        "review_on": review_on if waits else None,
        "in_charge": sheet.in_charge or by,
    }
    sheet.save_values(values, seen=sheet.version)
    audit.record(by, "sheet-moved", sheet, move=name, state=sheet.state)
    return sheet


@transaction.atomic
def change_partner(*, sheet: ActionSheet, after: Contact, note: str, by: Person) -> ContactChange:
    """D23: the sheet goes to another hat of the institution, with what it must know to take it up."""
    may.edit_sheet(by, sheet)
    before = sheet.partner
    if after.cohort_id != sheet.cohort_id or after.ended_on:
        raise Denied(_("Ce contact n’est pas, ou n’est plus, de ceux de la cohorte."))
    if before == after:
        raise Denied(_("La fiche est déjà entre les mains de ce contact."))
    if not note.strip():
        raise Denied(_("Dites en quelques mots où en est la fiche : le nouveau contact part de là."))
    sheet.save_values({"partner": after}, seen=sheet.version)
    change = ContactChange.objects.create(sheet=sheet, before=before, after=after, note=note.strip(), changed_by=by)
    audit.record(by, "sheet-handed-over", sheet, to=after.code)
    return change


@transaction.atomic
def entrust_sheet(*, sheet: ActionSheet, in_charge: Person, by: Person) -> ActionSheet:
    """Who is recalled: somebody who may follow it."""
    may.edit_sheet(by, sheet)
    if not may.edit_sheet.allows(in_charge, sheet):
        raise Denied(_("Cette personne ne conduit pas la cohorte : elle ne pourrait pas suivre la fiche."))
    sheet.save_values({"in_charge": in_charge}, seen=sheet.version)
    audit.record(by, "sheet-entrusted", sheet, to=in_charge.code)
    return sheet
