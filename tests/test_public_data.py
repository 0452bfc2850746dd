"""What `fabrique export` gives to anybody holds no more than what a visitor reads on a page (R580)."""

import json
import zipfile

import pytest
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LeverAnswer, Load
from fabrique.accompaniment.companionship.models import Companionship, Shelf
from fabrique.accompaniment.contracts.models import Contract
from fabrique.accompaniment.recruitment.models import PresentationEvent
from fabrique.core import public_data
from fabrique.ground.permanences.models import Meeting
from tests.world import (  # fmt: skip
    make_cohort,
    make_event,
    make_organisation,
    make_participation,
    make_person,
    make_referent,
    make_session,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = timezone.now()


def exported(folder) -> dict[str, list]:
    target = folder / "public.zip"
    public_data.write(target)
    with zipfile.ZipFile(target) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_rooms_codes_and_words_kept_between_a_few_are_not_public_data(tmp_path):
    place = make_participation(make_cohort(state="evaluated"))
    cohort, referent = place.cohort, make_referent(place)
    room = "https://canari.example.invalid/salle"
    make_event(link=room, presence_code="CANARI", title="Date ouverte")
    make_session(cohort, link=room, state="scheduled", date=TODAY, title="Séance")
    Companionship.objects.create(participation=place, state="resting", shown=True, joined_on=TODAY, referent=referent,
                                 invited_by=make_person(), word="canari", pause_reason="canari", counts_from=TODAY)  # fmt: skip
    Contract.objects.create(
        cohort=cohort, kind="crte", title="Contrat", state="signed", signed_on=TODAY, review_on=TODAY
    )
    Meeting.objects.create(month=TODAY.replace(day=1), promises="canari")
    Shelf.objects.create(cohort=cohort, word="canari", opened_by=make_person())
    PresentationEvent.objects.create(cohort=cohort, title="canari", note="canari")
    LeverAnswer.objects.create(cohort=cohort, lever="roots", text="canari")
    Load.objects.create(cohort=cohort, organisation=make_organisation(), period="canari", paid_quarter_days=4)

    found = exported(tmp_path)

    whole = json.dumps(found, ensure_ascii=False)
    assert all(title in whole for title in ("Date ouverte", "Séance", "Contrat"))
    assert "canari" not in whole.casefold()
    assert referent.code not in whole
    assert "review_on" not in found["contracts.contract.json"][0]
