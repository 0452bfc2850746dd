"""One page for those who decide, whatever was written; two cohorts side by side (R523)."""

import io

import pypdf
import pytest

from fabrique.core.documents import formats
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.roof.reports.build import comparison, make, summarise
from fabrique.roof.reports.enums import Audience, Shape
from fabrique.roof.reports.models import Chapter
from fabrique.roof.reports.tests.given import chapter_of, make_report, read
from tests.world import make_cohort, make_effect, make_item, make_limit, make_participation

pytestmark = pytest.mark.django_db
LONG = "Un mot assez long pour que la ligne se remplisse, puis une autre, et encore une autre. " * 20


def pages(document) -> int:
    return len(pypdf.PdfReader(io.BytesIO(formats.render(document, "pdf").data)).pages)


def fill(cohort, count: int = 3, text: str = LONG) -> None:
    frames = [make_item(ReferentialKey.FRAMES) for _number in range(3)]
    themes = [make_item(ReferentialKey.LIMITS) for _number in range(4)]
    for number in range(count):
        place = make_participation(cohort)
        for frame in frames:
            make_effect(place, "published", label=f"Effet {number} {frame.key} {text}"[:160], text=text, frame=frame)
        for theme in themes:
            make_limit(place, "published", title=f"Limite {number} {theme.key} {text}"[:160], text=text, theme=theme)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_one_page_whatever_was_written(language):
    cohort = make_cohort(name="Une cohorte au nom très long, " * 5)
    fill(cohort)
    for kind in ("perspective", "question"):
        for number in range(6):
            cohort.lessons.create(kind=kind, order=number, title=f"{number} {LONG}"[:300], text=LONG)

    document = summarise(cohort, Audience.PUBLIC, language)

    assert pages(document) == 1


def test_an_empty_cohort_says_what_is_missing():
    document = summarise(make_cohort(), Audience.PUBLIC)

    found = read(document, "html")
    assert ("Aucun effet exprimé à ce jour" in found, "Aucune limite exprimée à ce jour" in found) == (True, True)
    assert pages(document) == 1


@pytest.mark.parametrize("name", formats.FORMATS)
def test_three_effects_of_three_territories_and_three_limits_in_every_format(name):
    cohort = make_cohort()
    fill(cohort, text="Bref")

    found = read(summarise(cohort, Audience.PUBLIC), name)

    assert [found.count(f"Effet {number} ") for number in range(3)] == [1, 1, 1]
    assert sum(found.count(f"Limite {number} ") for number in range(3)) == 3


def test_a_territory_that_refused_is_not_quoted_in_it():
    cohort = make_cohort()
    fill(cohort, count=1, text="canari-chapitre")
    make_report(cohort)
    chapter_of(Chapter.objects.get(kind="territory").participation, "refused")

    made = make(cohort, Audience.PUBLIC, published=True)[Shape.SUMMARY].document

    assert "canari-chapitre" in repr(make(cohort, Audience.PUBLIC)[Shape.SUMMARY].document)
    assert "canari-chapitre" not in repr(made)


# --- two cohorts


@pytest.fixture
def two():
    """One family told on both sides with different words, one on each side."""
    first, second = make_cohort(name="Première"), make_cohort(name="Seconde")
    both, left, right = (make_item(ReferentialKey.EFFECTS, name_fr=name) for name in ("Commune", "Gauche", "Droite"))
    here, there = make_participation(first), make_participation(second)
    make_effect(here, "published", family=both, label="portage politique")
    make_effect(there, "published", family=both, label="crédibilité")
    make_effect(here, "published", family=left, label="ancrage")
    make_effect(there, "published", family=right, label="outillage")
    make_effect(there, "accepted", family=left, label="canari-relu", text="canari-relu")
    theme = make_item(ReferentialKey.LIMITS, name_fr="Le temps")
    make_limit(here, "published", theme=theme, title="trop court")
    make_limit(there, "accepted", theme=theme, title="canari-limite")
    return first, second


def test_what_is_common_what_is_own_and_the_words_as_they_were_said(two):
    found = comparison.compare(*two)

    assert [(line.label, line.first, line.second, line.common) for line in found.effects] == [
        ("Commune", ["portage politique"], ["crédibilité"], True),
        ("Gauche", ["ancrage"], [], False),
        ("Droite", [], ["outillage"], False),
    ]
    assert [(line.label, line.first, line.second) for line in found.limits] == [("Le temps", ["trop court"], [])]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_it_is_read_in_every_format_without_what_is_not_published(two, name):
    found = read(comparison.build(comparison.compare(*two), "fr"), name)

    assert all(words in found for words in ("portage politique", "crédibilité", "ancrage", "outillage"))
    assert "canari" not in found


def test_the_page_and_its_files_are_for_everybody(client, two):
    first, second = two
    address = f"/parcours/rapports/comparer/{first.code}/{second.code}/"

    asked = client.get(f"/parcours/rapports/comparer/?a={first.code}&b={second.code}")
    same = client.get(f"/parcours/rapports/comparer/?a={first.code}&b={first.code}")

    assert (asked.status_code, asked["Location"]) == (302, address)
    assert "différentes" in same.text
    assert "portage politique" in client.get(address).text
    assert client.get(f"{address}html").status_code == 200
    assert client.get(f"{address}exe").status_code == 404


def test_a_cohort_in_design_is_compared_with_nobody(client, two):
    first, second = two
    type(second).objects.filter(pk=second.pk).update(state="design")

    assert client.get(f"/parcours/rapports/comparer/{first.code}/{second.code}/").status_code == 404
    assert second.code not in client.get("/parcours/rapports/comparer/").text


def test_comparing_asks_as_many_questions_whatever_the_cohorts(two, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as few:
        comparison.compare(*two)
    for cohort in two:
        fill(cohort, text="Bref")

    with django_assert_max_num_queries(len(few)):
        comparison.compare(*two)


def test_cohorts_that_have_published_nothing_are_said_so():
    found = comparison.compare(make_cohort(), make_cohort())

    assert "rien ne se compare" in found.verdict()
