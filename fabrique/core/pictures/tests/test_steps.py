import re

import pytest
from lxml import etree

from fabrique.core.pictures import Step, draw_steps
from fabrique.core.pictures.lettering import text_width
from fabrique.core.pictures.steps import SIZE, WIDTH, in_order, share

SVG = "{http://www.w3.org/2000/svg}"
GIVEN = {"title": "Titre", "description": "Ce que l’on voit."}
STEPS = [Step("Le conseil suit"), Step("On s’appelle", "penser"), Step("Une salle ouvre", sure=False)]


def drawn(steps, arrows):
    return etree.fromstring(draw_steps(steps, arrows, **GIVEN).svg)


def test_each_step_stands_after_all_that_led_to_it():
    assert in_order(3, [(1, 2), (2, 0)]) == [1, 2, 0]
    assert in_order(4, [(0, 2), (1, 2), (2, 3)]) == [0, 1, 2, 3]
    assert in_order(2, []) == [0, 1]


def test_each_arrow_is_drawn_and_said():
    picture = draw_steps(STEPS, [(1, 2), (1, 0), (2, 0)], **GIVEN)
    root = etree.fromstring(picture.svg)

    assert (len(list(root.iter(f"{SVG}rect"))), len(list(root.iter(f"{SVG}polyline")))) == (3, 3)
    assert picture.rows == (
        ("On s’appelle", "Une salle ouvre"),
        ("On s’appelle", "Le conseil suit"),
        ("Une salle ouvre", "Le conseil suit"),
    )


def test_arrows_that_run_side_by_side_have_each_their_lane():
    assert share([(0, 1), (0, 2), (1, 2)]) == [0, 1, 0]


def test_nothing_leaves_the_paper_even_with_many_long_words():
    steps = [
        Step(f"Communauté d’agglomération de Port-Amarelle et de ses rivages {n}", "organisation") for n in range(9)
    ]
    root = drawn(steps, [(a, b) for a in range(9) for b in range(a + 1, 9)])
    left = min(float(one.get("x")) for one in root.iter(f"{SVG}rect"))
    room = WIDTH - 2 - left
    across = [
        float(found) for path in root.iter(f"{SVG}path") for found in re.findall(r"[MH](-?[\d.]+)", path.get("d"))
    ]

    assert [span.text for span in root.iter(f"{SVG}tspan") if text_width(span.text, SIZE) > room] == []
    assert min(across) > 0
    assert max(across) <= left


def test_step_not_read_again_has_a_broken_edge():
    edges = [one.get("stroke-dasharray") for one in drawn(STEPS, [(1, 2), (2, 0)]).iter(f"{SVG}rect")]

    assert edges == [None, "5 4", None]


@pytest.mark.parametrize(("arrows", "words"), [([(0, 9)], "from a step"), ([(0, 1), (1, 0)], "in a circle")])
def test_what_cannot_be_drawn_is_refused(arrows, words):
    with pytest.raises(ValueError, match=words):
        draw_steps(STEPS, arrows, **GIVEN)
