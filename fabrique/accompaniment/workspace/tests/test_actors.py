from datetime import date, timedelta

import pytest
from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import CohortState, PartnerRole
from fabrique.accompaniment.institutions.models import Contact
from fabrique.accompaniment.pilots.models import Support
from fabrique.ground.people.enums import Role
from tests.world import (
    make_cohort,
    make_lead,
    make_organisation,
    make_participation,
    make_partner,
    make_person,
    make_phase,
    make_project,
    make_referent,
    make_session,
    make_territory,
)

pytestmark = pytest.mark.django_db
WHO, COHORT = "/parcours/cohortes/vallees/qui-est-qui", "/parcours/cohortes/vallees/"
TODAY = timezone.localdate()


@pytest.fixture
def place():
    cohort = make_cohort(code="vallees", name="Cohorte des vallées")
    place = make_participation(cohort, make_territory(code="clairlune", name="Clairlune"))
    make_partner(cohort, PartnerRole.LEAD, organisation=make_organisation(name="La Fabrique"), what="Tient le cadre.")
    make_partner(cohort, PartnerRole.MEDIA, organisation=make_organisation(name="La Gazette"))
    return place


@pytest.fixture
def reachable(place):
    """Somebody to talk to, by name; a hat of the institution, with its address."""
    make_person(Role.COHORT_LEAD, place.cohort.scope, name="Ada Meneuse", email="ada@exemple.test")
    region = make_organisation(name="Région")
    Contact.objects.create(
        cohort=place.cohort, organisation=region, hat="Service des villages", email="villages@exemple.test"
    )
    return place


def test_public_reads_each_organisation_its_role_and_the_drawing(client, place):
    Support.objects.create(project=make_project(place), organisation=make_organisation(name="Coopérative du Fil"))

    page = client.get(WHO).text

    for words in ("La Fabrique", "Tient le cadre.", "La Gazette", "média embarqué", "Coopérative du Fil", "Clairlune"):
        assert words in page
    assert page.count("<svg") >= 1
    assert "Les territoires et leur délégation</tspan>" in page


@pytest.mark.parametrize("role", [None, Role.ALLY_PERSON, Role.EMBEDDED_MEDIA])
def test_names_and_addresses_are_for_those_who_walk_the_path(client, reachable, role):
    if role:
        client.force_login(make_person(role, reachable.cohort.scope))

    page = client.get(WHO).text

    assert [word for word in ("Ada Meneuse", "ada@exemple.test", "Service des villages", "villages@exemple.test") if word in page] == []  # fmt: skip


def test_the_delegation_reads_whom_to_call_by_hat(sign_in, reachable):
    page = sign_in(make_referent(reachable)).get(WHO).text

    assert "Ada Meneuse" in page
    assert "Service des villages" in page
    assert "villages@exemple.test" in page
    assert "ada@exemple.test" not in page


def test_a_referent_of_another_cohort_reads_what_the_public_reads(sign_in, reachable):
    page = sign_in(make_referent(make_participation())).get(WHO).text

    assert "Ada Meneuse" not in page
    assert "Service des villages" not in page


def test_a_cohort_without_partners_says_that_it_fills(client):
    make_cohort(code="vallees")

    assert "Les partenaires ne sont pas encore nommés" in client.get(WHO).text


@pytest.mark.parametrize("fields", [{"state": CohortState.DESIGN}, {"figures_only": True}])
def test_page_is_not_there_for_a_cohort_one_cannot_read(client, fields):
    make_cohort(code="vallees", **fields)

    assert client.get(WHO).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_the_organisations(sign_in, django_assert_num_queries, place, many):
    client = sign_in(make_referent(place))
    project = make_project(place)
    for number in range(many):
        make_partner(place.cohort, PartnerRole.ALLY, organisation=make_organisation(name=f"Alliée {number}"))
        Support.objects.create(project=project, organisation=make_organisation(name=f"Appui {number}"))
        make_person(Role.ACCOMPANYING_ALLY, place.scope)
    client.get(WHO)

    with django_assert_num_queries(9):
        client.get(WHO)


def test_pages_of_the_path_lead_to_who_is_who(sign_in, place):
    client = sign_in(make_referent(place))

    for address in (COHORT, "/territoires/clairlune/", f"{COHORT}territoires/{place.code}/espace/qui-fait-quoi"):
        assert WHO in client.get(address).text


def test_a_cohort_that_starts_shows_only_what_exists(client):
    soon = TODAY + timedelta(days=30)
    make_cohort(code="vallees", state=CohortState.RECRUITMENT, starts_on=soon, summary="Des vallées.", source="")

    page = client.get(COHORT).text

    assert "Le parcours commence le" in page
    absent = ("Lire le rapport", "effets racontés", "Source :", "Qui est qui", "D’où part cette cohorte", "Les séances", "À écrire ensuite")  # fmt: skip
    assert [words for words in absent if words in page] == []


def test_a_cohort_that_starts_gives_its_next_date(client):
    cohort = make_cohort(code="vallees", state=CohortState.LAUNCHED)
    make_session(cohort, title="Passée", date=TODAY - timedelta(days=3), state="held")
    make_session(cohort, title="Première journée", date=TODAY + timedelta(days=9), state="scheduled")

    page = client.get(COHORT).text

    assert "Prochaine date" in page
    assert page.index("Prochaine date") < page.index("Première journée")


def test_who_prepares_reads_what_to_write_next(sign_in):
    cohort = make_cohort(code="vallees", state=CohortState.DESIGN)

    page = sign_in(make_lead(cohort)).get(COHORT).text

    assert "À écrire ensuite" in page
    assert "Nommer les partenaires et leur rôle" in page


def test_a_cohort_that_ended_offers_its_report(client):
    cohort = make_cohort(code="vallees", state=CohortState.EVALUATED, starts_on=date(2024, 5, 7))
    make_phase(cohort)

    assert "Lire le rapport" in client.get(COHORT).text
