from datetime import date

import pytest
from django.urls import reverse

from fabrique.accompaniment.recruitment.models import Commitment
from fabrique.accompaniment.workspace.models import Decision, Position
from fabrique.ground.people.enums import Role
from tests.world import (
    make_candidacy,
    make_effect,
    make_event,
    make_limit,
    make_person,
    make_project,
    make_referent,
    make_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(former, referent):
    """What the kit says, and around it what it must not say."""
    make_project(former, title="La filature", summary="Rouvrir")
    make_effect(former, "accepted", label="Un marché", text="Il revient")
    make_effect(former, "proposed", text="canari")
    make_effect(former, "set-aside", text="canari", set_aside_because="canari")
    make_limit(former, "proposed", title="canari", text="canari")
    make_seat(former, name="canari")
    Commitment.objects.create(
        candidacy=make_candidacy(former), signer_name="canari", quality="Maire", text="Nous tiendrons", relays="canari",
        text_number=1, signed_on=date(2024, 2, 1), recorded_by=referent,
    )  # fmt: skip
    Decision.objects.create(participation=former, decided_on=date(2025, 1, 2), body="Conseil", title="Ouvrir un soir",
                            reason="Des bénévoles", present="canari", written_by=referent)  # fmt: skip
    Position.objects.create(
        participation=former, moment="end", ambition="Plus", next_steps="Une cuisine", gaps="canari"
    )
    make_event(former.cohort.scope, title="Se retrouver")
    return former


def address(place, format_name=""):
    codes = [place.cohort.code, place.code]
    return reverse("companionship:handover-file", args=[*codes, format_name]) if format_name else reverse("companionship:handover", args=codes)  # fmt: skip


def test_kit_tells_what_was_put_under_way_and_betrays_nobody(sign_in, told, referent):
    page = sign_in(referent).get(address(told)).text

    for said in (
        "La filature",
        "Un marché",
        "Nous tiendrons",
        "Maire",
        "Ouvrir un soir",
        "Une cuisine",
        "Se retrouver",
    ):
        assert said in page
    assert "canari" not in page


def test_kit_shows_no_more_than_its_reader_may_see(sign_in, told):
    """An accompanying ally does not read the candidacy: the commitment is not in their copy."""
    page = sign_in(make_person(Role.ACCOMPANYING_ALLY, told.scope)).get(address(told)).text

    assert ("Nous tiendrons" in page, "Un marché" in page) == (False, True)


def test_kit_is_for_those_who_made_the_path(client, sign_in, told, running):
    assert client.get(address(told)).status_code == 302
    assert sign_in(make_referent(running)).get(address(told)).status_code == 403
    assert sign_in(make_referent(running)).get(address(told, "pdf")).status_code == 403


@pytest.mark.parametrize("format_name", ["html", "pdf", "docx", "odt"])
def test_kit_is_a_file_in_four_formats(sign_in, told, referent, format_name):
    response = sign_in(referent).get(address(told, format_name))

    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="{told.code}-passation.{format_name}"'
    assert len(response.content) > 1000
    assert b"canari" not in response.content


def test_unknown_format_is_not_there_and_an_empty_kit_says_so(sign_in, former, referent):
    client = sign_in(referent)

    assert client.get(address(former, "xls")).status_code == 404
    assert "Aucune décision n’est inscrite" in client.get(address(former)).text


def test_door_of_the_kit_is_in_the_space_of_the_delegation(sign_in, companion, former, referent):
    page = sign_in(referent).get(reverse("workspace:now", args=[former.cohort.code, former.code])).text

    assert address(former) in page
    assert companion.get_absolute_url() in page


def test_queries_of_the_kit_do_not_grow(sign_in, told, referent, django_assert_max_num_queries):
    client = sign_in(referent)
    client.get(address(told))
    with django_assert_max_num_queries(40) as first:
        client.get(address(told))
    for number in range(4):
        make_effect(told, "accepted")
        make_project(told)
        Decision.objects.create(participation=told, decided_on=date(2025, 1, 3), body="Conseil", title=f"D{number}",
                                reason="x", written_by=referent)  # fmt: skip

    with django_assert_max_num_queries(len(first)):
        client.get(address(told))
