import csv

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fabrique.ground.organisations.actions import create_organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.territories import actions
from fabrique.ground.territories.models import Link, Place, PlaceStart, StatedFact, Territory
from tests.guards import flat
from tests.world import make_person, make_territory

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


@pytest.fixture
def team(sign_in, employee):
    return sign_in(employee)


@pytest.fixture
def place():
    region = Place.objects.create(code="region-98", kind="region", official="98", name="Grand Lointain")
    department = Place.objects.create(code="departement-90", kind="departement", official="90", name="Brumes", region=region)  # fmt: skip
    place = Place.objects.create(
        code="commune-90001", kind="commune", official="90001", name="Brumeval", postcodes="90100", department=department, region=region
    )  # fmt: skip
    PlaceStart.objects.create(place=place, folded="brumeval", rank=0)
    return place


def names_in(page):
    return [territory.name for territory in page.context["page"]]


def words(**values):
    return {"name": "Brumeval", "kind": "commune"} | values


def test_list_is_public_and_alphabetical(client):
    for name in ("Zèbre", "Échirolles", "auch"):
        make_territory(name=name)
    make_territory(name="Brouillon", published=False)

    page = client.get("/territoires/")

    assert names_in(page) == ["auch", "Échirolles", "Zèbre"]
    assert "3 territoires" in page.text


def test_team_sees_what_it_prepares(team):
    make_territory(name="Brouillon", published=False)

    page = team.get("/territoires/")

    assert names_in(page) == ["Brouillon"]
    assert "en préparation" in page.text


def test_list_is_filtered(client):
    make_territory(name="Le Vigan", department="30", department_name="Gard")
    make_territory(name="Gruissan", department="11", department_name="Aude", kind="cc")

    assert names_in(client.get("/territoires/?q=VÏGAN")) == ["Le Vigan"]
    assert names_in(client.get("/territoires/?q=aude")) == ["Gruissan"]
    assert names_in(client.get("/territoires/?department=30")) == ["Le Vigan"]
    assert names_in(client.get("/territoires/?kind=cc")) == ["Gruissan"]
    assert len(names_in(client.get("/territoires/?kind=moon&department=zz"))) == 2
    assert "Aucun territoire ne répond" in client.get("/territoires/?q=zzz").text
    assert client.get("/territoires/?q=%00&page=-1").status_code == 200
    assert "Gard (30)" in client.get("/territoires/").text


def test_queries_do_not_grow_with_the_list(client, team, employee):
    public, edited = [], []
    carrier = create_organisation(name="Solagro", by=employee)
    territory = make_territory(carrier=carrier)
    for number in (1, 3):
        while Territory.objects.count() <= number:
            other = make_territory(carrier=carrier)
            actions.link(inside=territory, around=other, by=employee)
            actions.state_fact(territory=territory, kind="note", text=other.name, source="S", by=employee)
        for address, counts in (("/territoires/", public), (f"/territoires/{territory.code}/modifier?proche=terr", edited)):  # fmt: skip
            team.get(address)
            with CaptureQueriesContext(connection) as queries:
                team.get(address)
            counts.append(len(queries))

    assert public[0] == public[1] <= 8
    assert edited[0] == edited[1] <= 12


def test_file_of_the_list_holds_what_is_published_and_runs_nothing(team):
    make_territory(name="=1+1", lede="+33", geography=["coast"])
    make_territory(name="Brouillon", published=False)

    response = team.get("/territoires/export.csv")

    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [(row[0], row[5], row[7]) for row in rows[1:]] == [("'=1+1", "littoral", "'+33")]


def test_places_are_proposed_letter_after_letter(team, place):
    PlaceStart.objects.create(place=place, folded="brume", rank=1)

    with CaptureQueriesContext(connection) as queries:
        page = team.get("/territoires/lieux?q=brume")

    about_places = [query for query in queries if "territories_place" in query["sql"]]
    assert len(about_places) == 1
    assert page.text.count('value="commune-90001"') == 1
    assert "commune 90001, Brumes · 90100" in flat(page.text)
    assert "Aucun lieu" in team.get("/territoires/lieux?q=zz").text
    assert team.get("/territoires/lieux?q=%00").status_code == 200
    assert team.get("/territoires/lieux").text.strip() == ""


def test_reference_is_public(client, place):
    assert 'value="commune-90001"' in client.get("/territoires/lieux?q=brume").text


def test_page_is_prepared_from_a_place_without_javascript(team, place):
    assert 'value="commune-90001"' in team.get("/territoires/nouveau?q=brume").text

    page = team.get("/territoires/nouveau?place=commune-90001")
    form = {name: page.context["form"][name].value() or "" for name in ("name", "kind", "department", "department_name", "region_name", "place")}  # fmt: skip
    team.post("/territoires/nouveau", form)

    made = Territory.objects.get()
    assert (made.name, made.kind, made.department, made.region_name, made.place, made.published) == (
        "Brumeval", "commune", "90", "Grand Lointain", place, False,
    )  # fmt: skip


def test_page_is_prepared_by_hand(team, employee):
    create_organisation(name="Solagro", by=employee)

    answer = team.post(
        "/territoires/nouveau", words(kind="other", geography=["coast"], carrier="SOLAGRO", advancement="2")
    )

    made = Territory.objects.get()
    assert answer["Location"] == "/territoires/brumeval/modifier"
    assert (made.geography, made.carrier.name, made.advancement) == (["coast"], "Solagro", 2)


@pytest.mark.parametrize(("given", "fault"), [
    ({"name": ""}, "name"), ({"kind": "moon"}, "kind"), ({"geography": ["moon"]}, "geography"), ({"carrier": "Inconnue"}, "carrier"),
    ({"place": "commune-00000"}, "place"), ({"department": "onze"}, "department"), ({"advancement": "9"}, "advancement"),
    ({"name": "a\x00b"}, "name"), ({"lede": "x" * 301}, "lede"),
])  # fmt: skip
def test_wrong_words_are_said_and_kept(team, given, fault):
    page = team.post("/territoires/nouveau", words(**given))

    assert list(page.context["form"].errors) == [fault]
    assert not Territory.objects.exists()


def test_two_editors_are_told(team):
    territory = make_territory(name="Brumeval")
    address = f"/territoires/{territory.code}/modifier"
    assert team.post(address, words(lede="Un", version=1)).status_code == 302

    page = team.post(address, words(lede="Deux", version=1))

    territory.refresh_from_db()
    assert territory.lede == "Un"
    assert ("En une phrase", "Un", "Deux") in page.context["form"].conflict
    team.post(address, words(lede="Deux", version=2))
    territory.refresh_from_db()
    assert territory.lede == "Deux"


def test_place_is_chosen_again_on_the_page(team, place):
    territory = make_territory()

    page = team.get(f"/territoires/{territory.code}/modifier?place=commune-90001")

    assert page.context["form"]["place"].value() == "commune-90001"
    assert "Rattaché à Brumeval, 90001" in page.text


def test_facts_are_added_and_both_are_shown(team):
    territory = make_territory()
    address = f"/territoires/{territory.code}/faits"
    team.post(address, {"kind": "population", "value": "5000", "source": "Rapport"})
    team.post(address, {"kind": "population", "value": "5068", "as_of": "2023", "source": "INSEE"})

    page = team.get(f"/territoires/{territory.code}/modifier").text

    assert "5\u202f000" in page
    assert "5\u202f068" in page
    assert "2023, INSEE" in page


@pytest.mark.parametrize(("given", "fault"), [
    ({"source": ""}, "source"), ({"value": ""}, "value"), ({"value": "-1"}, "value"), ({"value": "2.5"}, "value"), ({"value": "x"}, "value"),
    ({"value": "9999999999999"}, "value"), ({"kind": "moon"}, "kind"), ({"value": "NaN"}, "value"), ({"value": "1e9"}, None), ({"value": "5 068"}, None), ({"value": "5\u202f068"}, None),
    ({"kind": "area", "value": "8,56"}, None),
])  # fmt: skip
def test_wrong_fact_is_said(team, given, fault):
    territory = make_territory()

    answer = team.post(
        f"/territoires/{territory.code}/faits", {"kind": "population", "value": "5", "source": "S"} | given
    )

    assert StatedFact.objects.exists() == (fault is None)
    assert answer.status_code == 302 if fault is None else list(answer.context["fact_form"].errors) == [fault]


def test_links_are_made_and_undone_on_the_page(team):
    inner, outer = make_territory(name="Petit"), make_territory(name="Grand")
    address = f"/territoires/{inner.code}"

    assert 'value="inside"' in team.get(f"{address}/modifier?proche=gran").text
    team.post(f"{address}/liens", {"other": outer.code, "way": "inside"})
    link = Link.objects.get()
    assert (link.inside, link.around) == (inner, outer)
    team.post(f"{address}/liens", {"other": outer.code, "way": "around"})
    assert Link.objects.count() == 1
    assert team.post(f"{address}/liens", {"other": "nowhere\x00"}).status_code == 403
    assert team.post(f"/territoires/{make_territory().code}/liens/retirer", {"link": link.pk}).status_code == 403
    assert team.post(f"{address}/liens/retirer", {"link": "²"}).status_code == 403
    team.post(f"{address}/liens/retirer", {"link": link.pk})
    assert not Link.objects.exists()


def test_page_is_published_and_withdrawn(team):
    territory = make_territory(published=False)
    for verb, published in (("publier", True), ("publier", True), ("depublier", False)):
        team.post(f"/territoires/{territory.code}/{verb}")
        territory.refresh_from_db()
        assert territory.published == published


def test_hostile_words_are_only_words(team, employee):
    territory = make_territory(
        name=HOSTILE, lede=HOSTILE, department="11", department_name=HOSTILE, region_name=HOSTILE,
        carrier=create_organisation(name=HOSTILE, by=employee),
    )  # fmt: skip
    actions.state_fact(territory=territory, kind="note", text=HOSTILE, as_of="<b>", source=HOSTILE, by=employee)
    actions.link(inside=territory, around=make_territory(name=HOSTILE), by=employee)

    for address in ("/territoires/", f"/territoires/{territory.code}/modifier?proche=script&q={HOSTILE}"):
        page = team.get(address).text
        assert HOSTILE not in page
        assert "&lt;script&gt;" in page


def test_advancement_is_never_public(client):
    make_territory(name="Brumeval", advancement=1)

    assert "démarrage" not in client.get("/territoires/").text + client.get("/territoires/export.csv").text


WRITES = ("faits", "liens", "liens/retirer", "publier", "depublier")


@pytest.mark.parametrize(("address", "method"), [
    ("nouveau", "get"), ("nouveau", "post"), ("t/modifier", "get"), ("t/modifier", "post"),
    *((f"t/{write}", "post") for write in WRITES),
])  # fmt: skip
def test_strangers_and_other_roles_are_refused(client, sign_in, address, method):
    make_territory(code="t")
    before = list(Territory.objects.values())

    assert getattr(client, method)(f"/territoires/{address}").status_code in (302, 403)
    for role in (None, Role.COHORT_LEAD, Role.DELEGATION_REFERENT, Role.ALLY_REPRESENTATIVE):
        assert getattr(sign_in(make_person(role)), method)(f"/territoires/{address}").status_code == 403
    assert list(Territory.objects.values()) == before


@pytest.mark.parametrize("address", ["", "export.csv", "lieux"])
def test_pages_to_read_take_nothing(team, address):
    assert team.post(f"/territoires/{address}").status_code == 405


@pytest.mark.parametrize("address", WRITES)
def test_acts_are_posted(team, address):
    assert team.get(f"/territoires/{make_territory().code}/{address}").status_code == 405
    assert team.post(f"/territoires/nowhere/{address}").status_code == 404
