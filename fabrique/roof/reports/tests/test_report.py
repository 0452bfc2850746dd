from io import BytesIO
from itertools import pairwise

import docx
import odfdo
import pikepdf
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from docx.oxml.ns import qn

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import formats, frozen
from fabrique.core.documents.model import Facts, Figure
from fabrique.ground.people.enums import Role
from fabrique.roof.demo import load
from fabrique.roof.reports.build import build, comparison, summarise
from fabrique.roof.reports.enums import Audience
from fabrique.roof.reports.tests.given import chapter_of, make_report, publish
from tests.world import make_cohort, make_effect, make_participation, make_person

pytestmark = pytest.mark.django_db(databases="__all__")

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
        published = cohort.report_editions.get()
        found = {"fr": french, "en": build(cohort, Audience.PUBLIC, "en"), "queries": len(queries),
                 "summary": summarise(cohort, Audience.PUBLIC),
                 "compared": comparison.build(comparison.compare(cohort, Cohort.objects.get(code="fictive")), "fr"),
                 "frozen": frozen.document(published.documents.get(audience="public", shape="report", language="fr").data)}  # fmt: skip
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


INTRODUCTION = ["Pourquoi des cohortes", "Cette cohorte", "Qui raconte"]
ACCOMPANIMENT = ["Le tronc commun", "Les diagnostics sensibles", "Les échanges entre pairs", "Les projets pilotes",
                 "L’évaluation", "L’accompagnement de l’institution"]  # fmt: skip
CONCLUSION = [
    "Vue d’ensemble",
    "Enseignements",
    "Points d’amélioration",
    "Enjeux",
    "Questions stratégiques",
    "Perspectives",
]
TERRITORY = [
    "Le projet pilote",
    "Ce qui a changé",
    "Les limites",
    "Point de vue de l’allié",
    "Point de vue du territoire",
]


def test_occitanie_has_the_structure_of_the_published_report(occitanie):
    """Point by point, as docs/occitanie-report.md tells it (R504, R505, R506)."""
    introduction, accompaniment, territories, conclusion, _annexes = occitanie["fr"].sections

    assert [section.title for section in introduction.sections] == INTRODUCTION
    assert [section.title for section in accompaniment.sections] == ACCOMPANIMENT
    assert [section.title for section in conclusion.sections] == CONCLUSION
    assert {tuple(section.title for section in one.sections) for one in territories.sections} == {tuple(TERRITORY)}
    for one in territories.sections:
        (facts,) = [block for block in one.blocks if isinstance(block, Facts)]
        assert {"Localisation", "Habitants", "Superficie"} <= {label for label, _value in facts.pairs}
    assert [len(conclusion.sections[place].blocks[0].entries) for place in (2, 4)] == [6, 6]


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


def tags(pdf) -> list[tuple[str, pikepdf.Object]]:
    """Every structure element in reading order: its kind and itself."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), node))
            if "/K" in node:
                waiting.append(node.K)
    return found


@pytest.mark.parametrize("which", ["fr", "en", "summary", "compared", "frozen"])
def test_pdf_is_tagged_titled_in_its_language_and_every_picture_is_said(occitanie, which):
    document = occitanie[which]

    with pikepdf.open(BytesIO(formats.render(document, "pdf").data)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang)[:2] == document.language
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", document.title)
        found = tags(pdf)
        headings = [int(kind[2:]) for kind, _node in found if kind in ("/H1", "/H2", "/H3", "/H4")]
        alternatives = [str(node.get("/Alt", "")) for kind, node in found if kind == "/Figure"]
        rows = [kind for kind, _node in found if kind in ("/Table", "/TH")]
    expected = [placed.level + document.sheet for placed in document.outline()]
    assert [level for level in headings if not document.sheet or level > 1][-len(expected) :] == expected
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert alternatives == [block.alt for block in blocks(document) if isinstance(block, Figure)]
    assert rows.count("/TH") >= rows.count("/Table")


def blocks(document):
    return [block for placed in document.outline() for block in placed.section.blocks]


@pytest.mark.parametrize("which", ["fr", "summary", "compared"])
def test_docx_has_the_same_headings_and_says_every_picture(occitanie, which):
    document = occitanie[which]

    file = docx.Document(BytesIO(formats.render(document, "docx").data))

    levels = [int(one.style.name[-1]) for one in file.paragraphs if one.style.name.startswith("Heading")]
    assert levels[-len(list(document.outline())) :] == [placed.level + document.sheet for placed in document.outline()]
    described = [node.get("descr") for node in file.element.body.iter(qn("wp:docPr"))]
    assert [words for words in described if words] == [b.alt for b in blocks(document) if isinstance(b, Figure)]
    assert file.core_properties.title == document.title


@pytest.mark.parametrize("which", ["fr", "summary", "compared"])
def test_odt_has_the_same_headings_and_says_every_picture(occitanie, which):
    document = occitanie[which]

    file = odfdo.Document(BytesIO(formats.render(document, "odt").data))

    levels = [int(one.get_attribute("text:outline-level")) for one in file.body.get_headers()]
    assert levels[-len(list(document.outline())) :] == [placed.level + document.sheet for placed in document.outline()]
    said = [one.text for one in file.body.get_elements("descendant::svg:title")]
    told = [one.alt for one in blocks(document) if isinstance(one, Figure)]
    assert [words for words in said if words] == told
    assert file.meta.title == document.title


def test_the_summary_of_occitanie_is_one_page(occitanie):
    with pikepdf.open(BytesIO(formats.render(occitanie["summary"], "pdf").data)) as pdf:
        assert len(pdf.pages) == 1


def test_the_published_edition_is_the_report_and_asks_nothing_of_a_real_territory(occitanie):
    def told(document):
        return [(placed.level, placed.section.title, placed.section.blocks) for placed in document.outline()]

    assert told(occitanie["frozen"]) == told(occitanie["fr"])


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
    make_report(participation.cohort)
    chapter_of(participation, "validated")
    publish(participation.cohort)
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
    participation = make_participation(make_cohort(code="vallees"))
    make_report(participation.cohort)
    chapter_of(participation, "validated")
    publish(participation.cohort)

    answer = client.get("/parcours/cohortes/vallees/rapport/html")

    assert answer["Content-Disposition"] == 'attachment; filename="vallees-public.html"'
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert "http://" not in answer.text.replace("http://www.w3.org/", "")
