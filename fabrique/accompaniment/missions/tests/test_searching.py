"""R442, R444: an ally looked for by skill, region and distance, from what is written and may be read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fabrique.accompaniment.missions.models import Candidate
from fabrique.accompaniment.missions.tests.world import Cast
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.territories.models import Territory
from tests.world import make_lead, make_organisation, make_participation, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    found = Cast()
    Territory.objects.filter(pk=found.place.territory_id).update(region_name="Ailleurs")
    return found


def ally(name, **fields):
    one = make_organisation(name=name)
    Organisation.objects.filter(pk=one.pk).update(**fields)
    return one


def shown(client, mission, **wanted):
    page = client.get(reverse("missions:search", args=[mission.cohort.code, mission.code]), wanted)
    return [one.name for one in page.context["page"] if one.name.startswith("Allié")]


def said(cast, organisation, **fields):
    mission = cast.described(title=f"Ancienne {Candidate.objects.count()}")
    return Candidate.objects.create(mission=mission, organisation=organisation, **fields)


def test_each_filter_keeps_whom_something_written_keeps(cast, sign_in):
    mission, client = cast.described(), sign_in(cast.lead)
    ally("Allié A", about="Anime des ateliers", area_of_action="Région Ailleurs")
    far, near = ally("Allié B"), ally("Allié C")
    said(cast, far, distance_km=120, competence="Anime un chantier")
    said(cast, near, distance_km=20)
    make_project(cast.place).supports.create(organisation=near)

    assert shown(client, mission) == ["Allié A", "Allié B", "Allié C"]
    assert shown(client, mission, q="anime") == ["Allié A", "Allié B"]
    assert shown(client, mission, q="anime chantier") == ["Allié B"]
    assert shown(client, mission, regional="on") == ["Allié A", "Allié C"]
    assert shown(client, mission, km=50) == ["Allié C"]
    assert shown(client, mission, km=0) == []
    assert shown(client, mission, km="loin") == ["Allié A", "Allié B", "Allié C"]


def test_who_listened_comes_first_and_who_is_listed_is_not_there(cast, sign_in):
    mission, client = cast.described(), sign_in(cast.lead)
    ally("Allié A")
    listened, listed = ally("Allié B"), ally("Allié C")
    make_project(cast.place).supports.create(organisation=listened, also_diagnosed=True)
    Candidate.objects.create(mission=mission, organisation=listed)

    assert shown(client, mission) == ["Allié B", "Allié A"]


def test_who_is_out_of_the_directory_or_of_another_world_is_not_there(cast, sign_in):
    mission, client = cast.described(), sign_in(cast.lead)
    ally("Allié A")
    ally("Allié hors annuaire", in_directory=False)
    ally("Allié inventé", fictional=not cast.place.territory.fictional)

    assert shown(client, mission) == ["Allié A"]


def test_distance_said_for_another_territory_is_not_theirs(cast, sign_in):
    elsewhere, one = cast.described(title="Ailleurs"), ally("Allié A")
    elsewhere.participation = make_participation(cast.place.cohort)
    elsewhere.save()
    Candidate.objects.create(mission=elsewhere, organisation=one, distance_km=3, competence="Anime")
    mission, client = cast.described(), sign_in(cast.lead)

    assert shown(client, mission, q="anime") == ["Allié A"]
    assert shown(client, mission, km=50) == []


def test_what_another_cohort_said_of_an_ally_is_not_read_nor_found(cast, sign_in):
    other, one = Cast(), ally("Allié A")
    said(other, one, competence="Canari discret", distance_km=3)
    mission, client = cast.described(), sign_in(cast.lead)
    address = reverse("missions:search", args=[mission.cohort.code, mission.code])

    assert "Canari" not in client.get(address).text
    assert shown(client, mission, q="canari") == []
    assert (
        "Canari"
        not in client.get(
            reverse("missions:propose", args=[mission.cohort.code, mission.code]), {"allie": one.code}
        ).text
    )
    theirs = other.described()
    client = sign_in(other.lead)
    assert "Canari discret" in client.get(reverse("missions:search", args=[theirs.cohort.code, theirs.code])).text


def test_form_begins_with_what_is_known(cast, sign_in):
    one = ally("Allié A", seat="Ailleurs")
    said(cast, one, competence="Anime", distance_km=12)
    mission, client = cast.described(), sign_in(cast.lead)

    form = client.get(
        reverse("missions:propose", args=[mission.cohort.code, mission.code]), {"allie": one.code}
    ).context["form"]

    assert form.initial == {"organisation": one.code, "competence": "Anime", "distance_km": 12, "regional": True}


def test_search_is_for_who_lists_and_its_queries_do_not_grow(cast, sign_in):
    mission = cast.described()
    address = reverse("missions:search", args=[mission.cohort.code, mission.code])
    refused = [
        sign_in(person).get(address).status_code
        for person in (cast.referent, cast.ally, make_lead(Cast().place.cohort))
    ]
    client = sign_in(cast.lead)
    counts = []
    for size in (1, 8):
        for n in range(size):
            said(cast, ally(f"Allié {size} {n}"), competence="Anime", distance_km=n)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address, {"q": "anime", "km": 100})
        counts.append(len(captured))

    assert refused == [403, 404, 404]
    assert counts[0] == counts[1]
