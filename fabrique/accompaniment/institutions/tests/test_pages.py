from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.institutions.models import ActionSheet
from tests.world import make_cohort, make_lead

pytestmark = pytest.mark.django_db


def test_sheet_is_added_then_put_on_hold_with_a_reason_and_a_day(sign_in):
    cohort = make_cohort()
    client = sign_in(make_lead(cohort))
    client.post(reverse("institutions:sheets", args=[cohort.code]), {"kind": "sheet", "title": "Un colloque"})
    sheet = ActionSheet.objects.get()
    address = reverse("institutions:move", args=[cohort.code, sheet.code])

    refused = client.post(address, {"name": "hold"})
    unknown = client.post(address, {"name": "finish", "reason": "Parce que"})
    day = timezone.localdate() + timedelta(days=30)
    client.post(address, {"name": "hold", "reason": "Élections", "review_on": day.isoformat()})

    assert "Dites ce qui l’arrête" in refused.text
    assert unknown.status_code == 200
    sheet.refresh_from_db()
    assert (sheet.state, sheet.reason, sheet.review_on) == ("on-hold", "Élections", day)
