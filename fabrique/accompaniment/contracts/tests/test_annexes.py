import re

import pytest
from django.urls import reverse

from fabrique.accompaniment.contracts import annexes
from fabrique.accompaniment.contracts.models import Contract, ContractLine
from fabrique.core.documents import html
from fabrique.core.documents.formats import FORMATS
from fabrique.ground.people.enums import Role
from tests.world import (
    make_effect,
    make_lead,
    make_limit,
    make_participation,
    make_person,
    make_project,
    make_referent,
    make_seat,
)

pytestmark = pytest.mark.django_db


def make_known_project():
    place = make_participation()
    project = make_project(place, summary="Une maison ouverte", blockage="Le toit")
    make_effect(place, "published", text="Effet dit")
    make_effect(place, text="Canari proposé")
    make_limit(place, "published", title="Limite dite")
    make_limit(place, "accepted", title="Canari relu")
    make_seat(place, "elected", name="Canari nommée")
    contract = Contract.objects.create(cohort=place.cohort, kind="crte", title="Contrat préparé")
    contract.participations.add(place)
    ContractLine.objects.create(contract=contract, title="Ligne du toit", project=project, amount_cents=99988877)
    return project


def test_annex_tells_what_is_published_and_counts_seats_without_a_name_or_an_amount():
    project = make_known_project()

    paper = str(html.body(annexes.build(project, make_referent(project.participation))))

    for said in ("Une maison ouverte", "Le toit", "Effet dit", "Limite dite", "elected", "Ligne du toit"):
        assert said in paper
    assert "Canari" not in paper
    assert not re.search(r"999\s*888|99988877", paper)


def test_line_of_a_contract_not_known_to_the_reader_is_left_out():
    project = make_known_project()
    media = make_person(Role.EMBEDDED_MEDIA, project.participation.cohort.scope)

    assert "Ligne du toit" not in str(html.body(annexes.build(project, media)))


@pytest.mark.parametrize("format_name", FORMATS)
def test_annex_leaves_in_each_format_for_those_who_could_join_it(format_name, sign_in):
    project = make_known_project()
    address = reverse("contracts:annex", args=[project.participation.cohort.code, project.code, format_name])

    assert sign_in(make_person()).get(address).status_code == 403
    answer = sign_in(make_referent(project.participation)).get(address)

    assert (answer.status_code, answer["Content-Disposition"][:11]) == (200, "attachment;")


def test_unknown_format_is_not_there(sign_in):
    project = make_known_project()
    at = [project.participation.cohort.code, project.code, "exe"]

    assert sign_in(make_lead(project.participation.cohort)).get(reverse("contracts:annex", args=at)).status_code == 404
