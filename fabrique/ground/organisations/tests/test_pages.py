import csv

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fabrique.ground.organisations import actions, permissions
from fabrique.ground.organisations.hats import memberships_of
from fabrique.ground.organisations.models import Membership, Organisation
from fabrique.ground.people.enums import ConsentKind, Role
from fabrique.ground.people.hats import providers as hat_providers
from fabrique.ground.people.models import Consent
from tests.world import make_person, make_territory

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


@pytest.fixture
def card(employee):
    return actions.create_organisation(name="Solagro", aliases=["Sol-Agro"], category="consultancy", by=employee)


@pytest.fixture
def keeper(employee, card):
    person = make_person(Role.ALLY_REPRESENTATIVE)
    actions.join(person=person, organisation=card, function="directrice", by=employee)
    return person


def names_in(page):
    return [organisation.name for organisation in page.context["page"]]


def form_of(card, **values):
    return {"name": card.name, "category": card.category, "in_directory": "on", "version": card.version} | values


def test_directory_is_public_and_alphabetical(client, employee):
    for name in ("Zèbre", "Écologie", "abeille"):
        actions.create_organisation(name=name, by=employee)
    actions.create_organisation(name="Cachée", in_directory=False, by=employee)

    page = client.get("/organisations/")

    assert names_in(page) == ["abeille", "Écologie", "Zèbre"]
    assert "3 organisations" in page.text


def test_directory_is_filtered_by_words_and_category(client, employee, card):
    actions.create_organisation(name="Médias en Seine", category="media", by=employee)

    assert names_in(client.get("/organisations/?q=SOL agr")) == ["Solagro"]
    assert names_in(client.get("/organisations/?q=medias")) == ["Médias en Seine"]
    assert names_in(client.get("/organisations/?category=media")) == ["Médias en Seine"]
    assert len(names_in(client.get("/organisations/?category=moon"))) == 2
    assert "Aucune organisation ne répond" in client.get("/organisations/?q=zzz").text
    assert client.get("/organisations/?q=%00").status_code == 200
    assert len(names_in(client.get("/organisations/?page=99"))) == 2


def test_fragment_of_the_list_is_the_list_alone(client, card):
    page = client.get("/organisations/?q=sol", headers={"HX-Request": "true", "HX-Target": "liste"})

    assert page.text.strip().startswith('<div id="liste"')
    assert "HX-Target" in page["Vary"]


def test_queries_do_not_grow_with_the_directory(client, employee):
    counts = []
    for number in (1, 3):
        while Organisation.objects.count() < number:
            actions.create_organisation(name=f"Organisation {Organisation.objects.count()}", by=employee)
        client.get("/organisations/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/organisations/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 5


def test_file_of_the_directory_runs_nothing(client, employee, card):
    actions.create_organisation(name="=1+1", seat="@Toulouse", by=employee)

    response = client.get("/organisations/export.csv")

    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[:5] for row in rows[1:]] == [
        ["'=1+1", "", "", "", "'@Toulouse"], ["Solagro", "Sol-Agro", "Bureau d’études, consultant", "", ""]
    ]  # fmt: skip


def test_card_says_names_and_what_the_organisation_does(client, card):
    make_territory(name="Gruissan", carrier=card)

    page = client.get("/organisations/solagro/").text

    assert "Sol-Agro" in page
    assert "Porte la démarche de Gruissan" in page


def test_names_of_people_are_for_those_entitled(client, sign_in, card, keeper, employee):
    stranger = make_person()

    assert keeper.name not in client.get("/organisations/solagro/").text
    assert keeper.name not in sign_in(stranger).get("/organisations/solagro/").text
    assert keeper.name in sign_in(employee).get("/organisations/solagro/").text
    assert keeper.name in sign_in(keeper).get("/organisations/solagro/").text
    Consent.objects.create(person=keeper, kind=ConsentKind.DIRECTORY)
    assert keeper.name in sign_in(stranger).get("/organisations/solagro/").text
    client.logout()
    assert keeper.name not in client.get("/organisations/solagro/").text


def test_card_out_of_the_directory_is_for_people_signed_in(client, sign_in, employee):
    actions.create_organisation(name="Cachée", in_directory=False, by=employee)

    assert client.get("/organisations/cachee/").status_code == 404
    assert sign_in(make_person()).get("/organisations/cachee/").status_code == 200
    assert "Cachée" not in client.get("/organisations/export.csv").text


def test_team_opens_a_card(sign_in, employee):
    client = sign_in(employee)
    assert client.get("/organisations/nouvelle").status_code == 200

    answer = client.post("/organisations/nouvelle", {"name": "  Terres   neuves ", "website": "terres.example", "in_directory": "on"})  # fmt: skip

    made = Organisation.objects.get()
    assert answer["Location"] == "/organisations/terres-neuves/"
    assert (made.name, made.website) == ("Terres neuves", "https://terres.example")


def test_name_already_taken_is_said_in_the_form(sign_in, employee, card):
    page = sign_in(employee).post("/organisations/nouvelle", {"name": "SOL AGRO"})

    assert page.context["form"].errors == {"name": ["« SOL AGRO » est déjà un nom de « Solagro »."]}


def test_keeper_edits_and_is_told_of_others(sign_in, card, keeper, employee):
    client = sign_in(keeper)
    assert client.post("/organisations/solagro/modifier", form_of(card, seat="Albi")).status_code == 302

    page = client.post("/organisations/solagro/modifier", form_of(card, seat="Toulouse"))

    card.refresh_from_db()
    assert card.seat == "Albi"
    assert ("Siège", "Albi", "Toulouse") in page.context["form"].conflict
    assert 'name="version" value="2"' in page.text
    assert client.post("/organisations/solagro/modifier", form_of(card, seat="Toulouse", version=2)).status_code == 302


def test_names_are_added_and_removed_on_the_page(sign_in, card, keeper):
    client = sign_in(keeper)
    client.post("/organisations/solagro/noms", {"name": "SOLAGRO Scop"})
    alias = card.aliases.get(name="SOLAGRO Scop")

    client.post("/organisations/solagro/noms/retirer", {"alias": alias.code})
    assert not card.aliases.filter(pk=alias.pk).exists()
    assert client.post("/organisations/solagro/noms/retirer", {"alias": "x\x00"}).status_code == 403
    assert client.post("/organisations/solagro/noms", {"name": ""}).status_code == 200


def test_hat_is_given_and_left_on_the_page(sign_in, card, employee):
    person = make_person()
    client = sign_in(employee)
    client.post("/organisations/solagro/membres", {"email": person.email.upper(), "function": "chargée de mission"})
    hat = Membership.objects.get()

    assert [(each.key, each.label) for each in memberships_of(person)] == [(f"organisation:{hat.code}", "chargée de mission, Solagro")]  # fmt: skip
    assert hat_providers["organisation"] == memberships_of
    assert "Aucun compte" in client.post("/organisations/solagro/membres", {"email": "x@example.invalid"}).text
    assert sign_in(make_person()).post("/organisations/solagro/membres/terminer", {"membership": hat.code}).status_code == 403  # fmt: skip
    sign_in(person).post("/organisations/solagro/membres/terminer", {"membership": hat.code})
    hat.refresh_from_db()
    assert hat.ends_on is not None


def test_two_cards_are_read_before_they_are_merged(sign_in, card, employee):
    actions.create_organisation(name="Solagro Toulouse", by=employee)
    client = sign_in(employee)

    page = client.get("/organisations/solagro/reunir?other=solagro+toulouse")
    assert page.context["gone"].name == "Solagro Toulouse"
    assert Organisation.objects.count() == 2
    assert "Aucune autre organisation" in client.get("/organisations/solagro/reunir?other=sol-agro").text
    client.post("/organisations/solagro/reunir", {"other": "Solagro Toulouse"})
    assert Organisation.objects.get().aliases.count() == 3


def test_hostile_words_are_only_words(client, employee):
    card = actions.create_organisation(
        name=f"A {HOSTILE}", aliases=[f"B {HOSTILE}"], about=HOSTILE, seat=HOSTILE, sub_type=HOSTILE,
        area_of_action=HOSTILE, source=HOSTILE, by=employee,
    )  # fmt: skip

    for page in (client.get("/organisations/"), client.get(card.get_absolute_url())):
        assert HOSTILE not in page.text
        assert "&lt;script&gt;" in page.text


def test_address_that_would_run_is_refused(sign_in, employee):
    page = sign_in(employee).post("/organisations/nouvelle", {"name": "A", "website": "javascript:alert(1)"})

    assert list(page.context["form"].errors) == ["website"]


@pytest.mark.parametrize(("address", "method"), [
    ("nouvelle", "get"), ("nouvelle", "post"), ("solagro/modifier", "get"), ("solagro/modifier", "post"),
    ("solagro/noms", "post"), ("solagro/noms/retirer", "post"), ("solagro/membres", "post"),
    ("solagro/membres/terminer", "post"), ("solagro/reunir", "get"), ("solagro/reunir", "post"),
])  # fmt: skip
def test_strangers_and_other_roles_are_refused(client, sign_in, card, address, method):
    before = list(Organisation.objects.values())

    assert getattr(client, method)(f"/organisations/{address}").status_code in (302, 403)
    for role in (None, Role.COHORT_LEAD, Role.FUNDER_CONTACT):
        assert getattr(sign_in(make_person(role)), method)(f"/organisations/{address}").status_code == 403
    assert list(Organisation.objects.values()) == before


@pytest.mark.parametrize(("address", "method"), [
    ("", "post"), ("export.csv", "post"), ("solagro/", "post"), ("solagro/noms", "get"), ("solagro/noms/retirer", "get"),
    ("solagro/membres", "get"), ("solagro/membres/terminer", "get"), ("nouvelle", "put"), ("solagro/modifier", "put"),
])  # fmt: skip
def test_wrong_method(sign_in, card, employee, address, method):
    assert getattr(sign_in(employee), method)(f"/organisations/{address}").status_code == 405


def test_truth_of_the_rules(card, keeper, employee):
    administrator = make_person(Role.PLATFORM_ADMINISTRATOR)
    other = make_person(Role.ALLY_REPRESENTATIVE)
    member = make_person()
    actions.join(person=member, organisation=card, by=employee)
    hat = Membership.objects.get(person=member)
    people = [AnonymousUser(), make_person(), member, other, keeper, employee, administrator]

    assert [permissions.open_card.allows(person) for person in people] == [False, False, False, True, False, True, True]
    assert [permissions.keep_card.allows(person, card) for person in people] == [False, False, False, False, True, True, True]  # fmt: skip
    assert [permissions.end_membership.allows(person, hat) for person in people] == [False, False, True, False, True, True, True]  # fmt: skip
