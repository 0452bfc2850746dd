"""The face of the alliance: what a visitor reads, in both languages, and what never enters a count."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fabrique.accompaniment.devices.enums import AccompanimentState, DeviceKind
from fabrique.accompaniment.devices.models import Accompaniment
from fabrique.accompaniment.evaluation.enums import FindingState, ViewpointOf
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.roof.home.content import spoken
from fabrique.roof.home.models import Milestone, PublicFigure
from tests.guards import flat
from tests.world import (
    make_cohort,
    make_device,
    make_effect,
    make_item,
    make_limit,
    make_participation,
    make_session,
    make_territory,
    make_viewpoint,
)

pytestmark = pytest.mark.django_db

FOOT = [
    "/aide/",
    "/glossaire/",
    "/chiffres/",
    "/histoire/",
    "/accessibilite/",
    "/donnees-personnelles/",
    "/mentions-legales/",
]
PAGES = ["/", "/questions/", "/questions/comprendre/", "/vous-etes/elu/", "/carte/", "/kit", *FOOT]
SAYS = {"fr": "Aller au contenu", "en": "Skip to content"}


@pytest.fixture
def doors():
    for key in ("elected", "agent", "socio-economic", "state"):
        make_item(ReferentialKey.CATEGORIES, key)


@pytest.fixture
def told(doors):
    """A cohort that can be read, and one more way of being accompanied."""
    cohort = make_cohort(
        code="vallees", name="Cohorte des vallées", state="evaluated", season="2024-2025", source="Un rapport"
    )
    here = make_participation(cohort, make_territory(name="Le Bourg", code="bourg", department="48"))
    make_participation(cohort, make_territory(name="Les Îles", code="iles", department="974"))
    make_effect(here, FindingState.PUBLISHED)
    make_effect(here)
    make_limit(here, FindingState.PUBLISHED)
    make_viewpoint(here, ViewpointOf.TERRITORY)
    device = make_device(kind=DeviceKind.EXPERIMENTAL)
    Accompaniment.objects.create(
        device=device,
        territory=make_territory(name="La Ville", code="ville", department="63"),
        state=AccompanimentState.RUNNING,
        period="depuis 2020",
    )
    return cohort


def figure(key, **fields):
    values = {"value": "140", "number": 140, "label": f"label of {key}", "as_of": "2025", "source": f"source of {key}"}
    return PublicFigure.objects.create(key=key, **values | fields)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_open_in_both_languages(client, told, path, language):
    client.cookies["langue"] = language

    answer = client.get(path)

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert SAYS[language] in answer.text


def test_every_link_of_every_page_answers(client, told):
    figure("total", featured=True)
    links = {link for path in PAGES for link in re.findall(r'href="(/[^"#?]*)', client.get(path).text)}
    links = {link for link in links if not link.startswith("/static/")}

    assert set(FOOT) <= links
    assert {link: client.get(link).status_code for link in sorted(links) if client.get(link).status_code != 200} == {}


def test_every_act_leads_to_a_page():
    acts = [act for one in spoken("questions")["questions"] for act in one["acts"]]
    acts += [act for one in spoken("doors")["doors"].values() for act in one["acts"]]
    named = {act["to"] for act in acts} - {"contact", "report", "sign-in"}

    assert [name for name in sorted(named) if not reverse(name)] == []


@pytest.mark.parametrize("path", ["/vous-etes/plus/", "/vous-etes/x/", "/questions/x/"])
def test_unknown_door_or_question_is_not_there(client, doors, path):
    assert client.get(path).status_code == 404


def test_home_without_anything_still_stands(client):
    page = client.get("/").text

    assert "Aucun territoire n’est encore publié ici" in page
    assert "Ce que l’alliance compte" not in page
    assert "À lire" not in page


def test_home_counts_what_the_report_holds(client, told):
    page = client.get("/").text

    assert "Cohorte des vallées" in page
    assert re.findall(r"<dt>([^<]+)</dt> <dd>(\d+)</dd>", flat(page)) == [
        ("territoires", "2"), ("effets racontés", "1"), ("limites assumées", "1"), ("points de vue manquants, signalés", "1"),
    ]  # fmt: skip
    assert 'href="/parcours/cohortes/vallees/rapport/"' in page


@pytest.mark.parametrize("path", ["/", "/carte/"])
def test_each_territory_is_a_cube_and_a_link(client, told, path):
    page = client.get(path).text

    assert {f'<a href="/territoires/{code}/"' in page for code in ("bourg", "iles", "ville")} == {True}
    drawing = page[page.index('<svg xmlns="http://www.w3.org/2000/svg"') :]
    assert len(re.findall(r'<g class="heap">', drawing)) == 2


def test_nothing_invented_is_counted_or_drawn(client, told):
    invented = make_cohort(
        name="Cohorte inventée", code="inventee", state="evaluated", fictional=True, starts_on="2030-01-01"
    )
    make_participation(invented, make_territory(name="Nullepart", code="nullepart", fictional=True, department="31"))
    make_session(invented, date="2030-01-02", title="Jour inventé", state="documented")

    home, territories, history = (client.get(path).text for path in ("/", "/carte/", "/histoire/"))

    assert "Nullepart" not in home + territories + history
    assert "Jour inventé" not in history
    assert "Cohorte inventée" not in territories + history
    assert "À lire" in home
    assert "Cohorte inventée" not in home[: home.index("Les autres cohortes")]
    assert "Fictif" in home[home.index("Les autres cohortes") :]


def test_draft_cohort_and_hidden_territory_stay_out(client):
    make_participation(make_cohort(name="En préparation", state="design"), make_territory(name="Secret"))
    make_participation(make_cohort(name="Ouverte"), make_territory(name="Caché", published=False))

    pages = client.get("/").text + client.get("/carte/").text

    assert [word for word in ("En préparation", "Secret", "Caché") if word in pages] == []


def test_figures_keep_their_date_and_source(client):
    total = figure("total", featured=True, label="territoires accompagnés")
    for number, name in ((104, "en cohorte"), (21, "en expérimental"), (17, "en appui")):
        figure(name, value=str(number), number=number, label=name, beside=total, part=True)
    figure(
        "before",
        value="plus de 350",
        number=350,
        label="territoires alliés",
        as_of="2022",
        source="autre source",
        beside=total,
    )

    home, page = flat(client.get("/").text), flat(client.get("/chiffres/").text)

    assert "104 en cohorte, 21 en expérimental, 17 en appui" in home
    assert "font 142 et non 140" in home
    assert "plus de 350 territoires alliés" in home
    assert "en 2022" in home
    assert "(autre source)" in home
    lines = re.findall(r'<li class="ledger__line".*?</li>', page, re.DOTALL)
    assert [("source of" in line or "autre source" in line, "ledger__when" in line) for line in lines] == [
        (True, True)
    ] * 5
    assert page.index("En 2025") < page.index("En 2022")


def test_history_tells_milestones_and_real_days(client, told):
    Milestone.objects.create(
        title="Une tribune", starts_on="2020-04-01", precision="month", period="avril 2020", source="Un livre"
    )
    make_session(told, date="2024-05-07", title="Lancement", state="documented")

    page = client.get("/histoire/").text

    assert [word in page for word in ("avril 2020", "Une tribune", "Un livre", "Lancement")] == [True] * 4


def listed(page):
    return re.findall(r'items__title"> ?<a href="/territoires/([a-z]+)/', flat(page))


@pytest.mark.parametrize(("query", "found"), [
    ("", ["bourg", "ville", "iles"]),
    ("?dispositif=experimental", ["ville"]),
    ("?dispositif=cohort", ["bourg", "iles"]),
    ("?cohorte=vallees", ["bourg", "iles"]),
    ("?annee=2024", ["bourg", "ville", "iles"]),
    ("?annee=2021", ["ville"]),
    ("?annee=2021&dispositif=cohort", []),
    ("?annee=jamais&cohorte=%00", ["bourg", "ville", "iles"]),
])  # fmt: skip
def test_map_is_filtered(client, told, query, found):
    assert sorted(listed(client.get(f"/carte/{query}").text)) == sorted(found)


def test_list_of_the_map_is_alphabetical(client, told):
    assert listed(client.get("/carte/").text) == ["ville", "bourg", "iles"]


def test_map_is_filtered_in_place(client, told):
    whole = client.get("/carte/?dispositif=experimental").text
    part = client.get("/carte/?dispositif=experimental", headers={"HX-Request": "true", "HX-Target": "places"}).text

    assert part.strip() in whole
    assert part.strip().startswith('<div id="places"')


def test_territory_accompanied_twice_counts_once(client, told):
    make_participation(make_cohort(name="Autre cohorte"), make_territory(name="Bis", code="bis"))
    Accompaniment.objects.create(
        device=make_device(),
        territory=told.participations.get(territory__code="bourg").territory,
        state=AccompanimentState.CLOSED,
    )

    assert listed(client.get("/carte/").text).count("bourg") == 1


def queries(client, path):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in caught]


def grow(cohort):
    for number in range(3):
        other = make_cohort(state="evaluated", figures_only=number == 0, starts_on="2020-01-01")
        make_participation(other, make_territory(department="31"))
        make_participation(cohort, make_territory(department="54"))
        make_session(cohort, date=f"2024-0{number + 1}-07", state="documented")
        figure(f"more-{number}", featured=True, order=number)
        Milestone.objects.create(title=f"M{number}", starts_on=f"202{number}-04-01", period="avril")
        device = make_device(kind=DeviceKind.ONE_OFF)
        Accompaniment.objects.create(
            device=device, territory=make_territory(), state=AccompanimentState.CLOSED, period="2022"
        )


@pytest.mark.parametrize("path", PAGES)
def test_queries_are_few_and_do_not_grow(client, told, path):
    client.get(path)
    first = queries(client, path)
    grow(told)
    later = queries(client, path)

    assert len(first) <= 15
    assert len(later) == len(first)
    assert len(later) == len(set(later))
