from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.institutions import actions
from fabrique.accompaniment.institutions.enums import SHEET, SheetKind, SheetState
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.core.permissions import Denied
from tests.world import journal, make_cohort, make_lead, make_person

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + timedelta(days=1)
WHY = {"reason": "Les services se réorganisent", "review_on": TOMORROW}


def test_sheet_is_added_once():
    cohort = make_cohort()
    lead = make_lead(cohort)

    sheet = actions.add_sheet(cohort=cohort, kind=SheetKind.SHEET, title="Un colloque", by=lead)
    with pytest.raises(Denied, match="existe déjà"):
        actions.add_sheet(cohort=cohort, kind=SheetKind.SHEET, title="Un colloque", by=lead)

    assert (sheet.state, journal(sheet)) == (SheetState.PROPOSED, ["sheet-added"])


@pytest.mark.parametrize("name", SHEET.moves)
def test_sheet_makes_the_moves_of_the_table_and_no_other(name):
    arrow, cohort = SHEET.moves[name], make_cohort()
    lead = make_lead(cohort)
    for state in SheetState:
        sheet = ActionSheet.objects.create(cohort=cohort, kind="sheet", title=state, state=state, reason="Parce que")
        if state in arrow.sources:
            actions.move_sheet(sheet=sheet, name=name, by=lead, **WHY)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_sheet(sheet=sheet, name=name, by=lead, **WHY)

        sheet.refresh_from_db()
        assert sheet.state == (arrow.target if state in arrow.sources else state)


@pytest.mark.parametrize("name", ["block", "hold"])
def test_sheet_that_stops_says_why_and_when_it_is_looked_at_again(name):
    cohort = make_cohort()
    lead = make_lead(cohort)
    sheet = ActionSheet.objects.create(cohort=cohort, kind="sheet", title="Un colloque")

    with pytest.raises(Denied, match="Dites ce qui l’arrête"):
        actions.move_sheet(sheet=sheet, name=name, by=lead, review_on=TOMORROW)
    for day in (None, timezone.localdate()):
        with pytest.raises(Denied, match="date à venir"):
            actions.move_sheet(sheet=sheet, name=name, by=lead, reason="Élections", review_on=day)
    actions.move_sheet(sheet=sheet, name=name, by=lead, **WHY)
    assert (sheet.reason, sheet.review_on) == (WHY["reason"], TOMORROW)
    actions.move_sheet(sheet=sheet, name="run", by=lead)

    assert (sheet.reason, sheet.review_on, sheet.state) == ("", None, SheetState.RUNNING)


def test_waiting_sheet_without_reason_is_refused_by_the_table():
    for state in (SheetState.BLOCKED, SheetState.ON_HOLD, SheetState.DROPPED):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionSheet.objects.create(cohort=make_cohort(), kind="sheet", title="Muette", state=state)


def test_stranger_moves_no_sheet():
    sheet = ActionSheet.objects.create(cohort=make_cohort(), kind="sheet", title="Un colloque")

    with pytest.raises(Denied, match="tenue par qui la conduit"):
        actions.move_sheet(sheet=sheet, name="agree", by=make_person())
