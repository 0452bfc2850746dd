from io import BytesIO

import docx
import odfdo
import pikepdf
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import formats
from fabrique.ground.people.enums import Role
from fabrique.roof.demo import load
from fabrique.roof.reports.build import build
from fabrique.roof.reports.enums import Audience
from tests.world import make_cohort, make_effect, make_participation, make_person

pytestmark = pytest.mark.django_db

CHAPTERS = [
    "Introduction",
    "L’accompagnement",
    "Les projets pilotes, territoire par territoire",
    "Conclusion",
    "Annexes",
]
ENGLISH = ["Introduction", "The accompaniment", "The pilot projects, territory by territory", "Conclusion", "Annexes"]


@pytest.fixture(scope="module")
def occitanie(django_db_setup, django_db_blocker):
    """The report of the demonstration in both languages, and how many queries one takes: loaded once, undone after."""
    with django_db_blocker.unblock(), transaction.atomic(using="keys"), transaction.atomic():
        load.load()
        cohort = Cohort.objects.get(code="occitanie")
        with CaptureQueriesContext(connection) as queries:
            french = build(cohort, Audience.PUBLIC)
        found = {"fr": french, "en": build(cohort, Audience.PUBLIC, "en"), "queries": len(queries)}
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")
    return found


def blocks_of(section):
    yield from section.blocks
    for inner in section.sections:
        yield from blocks_of(inner)


def texts(document) -> str:
    return repr(document.sections)


def test_occitanie_is_whole(occitanie):
    document = occitanie["fr"]
    territories = document.sections[2].sections
    entries = {
        title: sum(
            len(block.entries)
            for territory in territories
            for section in territory.sections
            if section.title == title
            for block in section.blocks
        )
        for title in ("Ce qui a changé", "Les limites")
    }

    assert [section.title for section in document.sections] == CHAPTERS
    assert len(territories) == 8
    assert entries == {"Ce qui a changé": 32, "Les limites": 33}


def test_the_two_missing_viewpoints_are_said_in_their_two_ways(occitanie):
    territories = occitanie["fr"].sections[2].sections
    missing = {
        territory.title: block.text.split(".")[0]
        for territory in territories
        for block in blocks_of(territory)
        if getattr(block, "kind", "") == "missing"
    }

    assert missing == {
        "Communauté d’agglomération du Sicoval": "Absent\u00a0: le rapport publié n’a pas de passage pour ce point de vue",
        "Saint-Hilaire-de-Brethmas": "Non exprimé à ce jour",
    }


def test_english_frame_around_french_words(occitanie):
    document = occitanie["en"]
    (effects,) = [section for section in document.sections[2].sections[1].sections if section.title == "What changed"]

    assert [section.title for section in document.sections] == ENGLISH
    assert effects.blocks[0].lang == "fr"


def test_one_report_takes_few_queries(occitanie):
    assert occitanie["queries"] <= 30


def test_queries_do_not_grow_with_the_cohort(django_assert_max_num_queries):
    cohort = make_cohort()
    make_effect(make_participation(cohort), "published")
    with django_assert_max_num_queries(30) as first:
        build(cohort, Audience.PARTICIPANTS)
    for _number in range(3):
        make_effect(make_participation(cohort), "published")

    with django_assert_max_num_queries(len(first)):
        build(cohort, Audience.PARTICIPANTS)


@pytest.mark.parametrize(
    ("audience", "shown"),
    [("public", {"publié"}), ("funder", {"publié"}), ("participants", {"publié", "relu"})],
)
def test_each_audience_sees_its_states(audience, shown):
    cohort = make_cohort()
    participation = make_participation(cohort)
    for state, label in (
        ("published", "publié"),
        ("accepted", "relu"),
        ("proposed", "proposé"),
        ("set-aside", "écarté"),
    ):
        why = {"set_aside_because": "Doublon."} if state == "set-aside" else {}
        make_effect(participation, state, label=f"effet-{label}", text=f"effet-{label}", **why)

    found = texts(build(cohort, Audience(audience)))

    assert {label for label in ("publié", "relu", "proposé", "écarté") if f"effet-{label}" in found} == shown


def test_empty_cohort_still_makes_a_report_that_says_what_is_missing():
    cohort = make_cohort()
    make_participation(cohort)

    found = texts(build(cohort, Audience.PUBLIC))

    for words in ("Projet non précisé à ce jour", "Aucun effet exprimé à ce jour", "Aucune limite exprimée à ce jour"):
        assert words in found


def test_pdf_is_tagged_and_names_its_eight_chapters(occitanie):
    data = formats.render(occitanie["fr"], "pdf").data
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).lower().startswith("fr")
        assert "/StructTreeRoot" in root
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


@pytest.mark.parametrize("opener", [("docx", docx.Document), ("odt", odfdo.Document)], ids=["docx", "odt"])
def test_word_processors_open_it(occitanie, opener):
    name, open_it = opener

    data = formats.render(occitanie["fr"], name).data

    document = open_it(BytesIO(data))
    words = "\n".join(p.text for p in document.paragraphs) if name == "docx" else document.get_formatted_text()
    for territory in ("Barre-des-Cévennes", "Gruissan", "Le Vigan"):
        assert territory in words


def test_pages_and_files_answer_by_audience(client):
    participation = make_participation(make_cohort(code="vallees"))
    address = "/parcours/cohortes/vallees/rapport/"

    assert client.get(address).status_code == 200
    assert client.get(f"{address}?lecteurs=participants").status_code == 302
    assert client.get(f"{address}?lecteurs=tout-le-monde").status_code == 404
    assert client.get(f"{address}exe").status_code == 404
    client.force_login(make_person(Role.DELEGATION_REFERENT, participation.scope))
    assert client.get(f"{address}?lecteurs=participants").status_code == 200
    refused = client.get(f"{address}html?lecteurs=funder")
    assert refused.status_code == 403
    assert "La version publique vous est ouverte" in refused.text


def test_downloaded_file_is_contained(client):
    make_participation(make_cohort(code="vallees"))

    answer = client.get("/parcours/cohortes/vallees/rapport/html")

    assert answer["Content-Disposition"] == 'attachment; filename="vallees-public.html"'
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert "http://" not in answer.text.replace("http://www.w3.org/", "")
