import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fabrique.core.pictures import draw_bars, draw_gauge, draw_matrix
from fabrique.core.pictures.lettering import plain, text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
GIVEN = {"title": "Titre", "description": "Ce que l’on voit."}


def uses(picture):
    return [use.get("href") for use in etree.fromstring(picture.svg).iter(f"{SVG}use")]


def test_a_matrix_draws_as_many_cubes_as_it_counts():
    picture = draw_matrix(["Zoé", "Ana"], ["B", "A"], [[1, 0], [12, 3]], **GIVEN)

    assert uses(picture) == ["#matrix-teal"] * 16
    assert picture.headers == ("", "B", "A")
    assert picture.rows == (("Zoé", "1", "0"), ("Ana", "12", "3"))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=1, max_size=5))
def test_totals_equal_the_input(cells):
    picture = draw_matrix([str(row) for row in range(len(cells))], ["a", "b", "c"], cells, **GIVEN)

    total = sum(map(sum, cells))
    assert len(uses(picture)) == total
    assert sum(int(cell) for row in picture.rows for cell in row[1:]) == total


def test_beyond_what_the_eye_counts_a_cube_stands_for_ten():
    picture = draw_bars([("Entretiens", 164), ("Alliés", 20)], **GIVEN)

    assert uses(picture) == ["#bars-teal"] * 16 + ["#bars-part"] + ["#bars-teal"] * 2
    assert "Un cube vaut 10" in picture.svg
    assert picture.rows == (("Entretiens", "164"), ("Alliés", "20"))


def test_not_known_is_not_zero():
    picture = draw_bars([("Journées", None), ("Nuits", 0)], **GIVEN)

    assert picture.rows == (("Journées", "non précisé"), ("Nuits", "0"))
    assert ["".join(text.itertext()) for text in etree.fromstring(picture.svg).iter(f"{SVG}text")] == [
        "Nombre",
        "Journées",
        "?",
        "Nuits",
    ]


def test_a_matrix_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="one cell for each column"):
        draw_matrix(["a"], ["b", "c"], [[1]], **GIVEN)
    with pytest.raises(ValueError, match="never negative"):
        draw_bars([("a", -1)], **GIVEN)


def test_a_gauge_shows_each_step_and_says_it():
    picture = draw_gauge(3, 1, 4, words=("faites", "en cours", "à venir"), **GIVEN)

    assert uses(picture) == ["#gauge-teal"] * 3 + ["#gauge-half"] + ["#gauge-empty"] * 4
    assert "3 faites · 1 en cours · 4 à venir" in picture.svg
    assert picture.rows == (("faites", "3"), ("en cours", "1"), ("à venir", "4"))


def test_headings_are_never_cut():
    heading = "Anticonstitutionnellement et tout ce qui s’ensuit"
    picture = draw_matrix([heading], [heading] * 6, [[1] * 6], **GIVEN)

    first = next(etree.fromstring(picture.svg).iter(f"{SVG}text"))
    assert " ".join(tspan.text for tspan in first) == heading


@settings(max_examples=60, deadline=None)
@given(st.text(), st.floats(10, 500))
def test_wrapping_loses_nothing_and_stays_in_its_room(text, room):
    lines = wrap(text, 13, room)

    assert "".join(lines).replace(" ", "") == plain(text).replace(" ", "")
    assert all(text_width(line, 13) <= room or len(line) == 1 for line in lines)


def test_the_page_shows_the_picture_and_its_table_escaped():
    hostile = "<script>x</script>"
    picture = draw_matrix([hostile], [hostile], [[1]], title=hostile, description=hostile)

    page = render_to_string("ui/picture.html", {"picture": picture})
    assert page.count("<script") == 0
    assert page.count("<details") == 1
    assert page.count('scope="row"') == 1
    assert render_to_string("ui/picture.html", {"picture": picture, "bare": True}).count("<details") == 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_coordinates_keep_their_point_in_every_language(language, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    settings.LANGUAGE_CODE = language

    root = etree.fromstring(draw_bars([("a", 7)], **GIVEN).svg)
    assert root.get("viewBox").split()[2] == root.get("width") == "642"
