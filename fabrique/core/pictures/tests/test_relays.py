import pytest
from lxml import etree

from fabrique.core.pictures import Relay, draw_relays
from fabrique.core.pictures.lettering import text_width
from fabrique.core.pictures.relays import HEADING, PAD, SIZE, WIDTH

SVG = "{http://www.w3.org/2000/svg}"
GIVEN = {"title": "Titre", "description": "Ce que l’on voit."}
LONG = "Communauté d’agglomération de Port-Amarelle et de ses rivages"
RELAYS = [
    Relay("Qui conduit", ("La Fabrique", "Les Gués"), "des journées", kind="brown"),
    Relay("Les territoires", ("Clairlune", LONG), "un regard", up=True, kind="teal"),
    Relay("Qui raconte", ("La Gazette",)),
]


def lines(picture):
    return [span.text for span in etree.fromstring(picture.svg).iter(f"{SVG}tspan")]


def test_each_group_is_a_box_and_what_passes_an_arrow():
    picture = draw_relays(RELAYS, **GIVEN)
    root = etree.fromstring(picture.svg)

    assert len(list(root.iter(f"{SVG}rect"))) == 3
    assert len(list(root.iter(f"{SVG}polyline"))) == 2
    assert picture.rows == (
        ("Qui conduit", "La Fabrique, Les Gués", "des journées"),
        ("Les territoires", f"Clairlune, {LONG}", "un regard"),
        ("Qui raconte", "La Gazette", ""),
    )


def test_every_name_is_written_and_fits():
    found = lines(draw_relays(RELAYS, **GIVEN))
    said = " ".join(found).replace("\u00a0", " ")

    assert [name for relay in RELAYS for name in relay.names if name.replace("-", "") not in said.replace("- ", "").replace("-", "")] == []  # fmt: skip
    assert [line for line in found if text_width(line, SIZE) > WIDTH - HEADING - PAD] == []


def test_an_arrow_points_to_who_receives():
    heads = [line.get("points") for line in etree.fromstring(draw_relays(RELAYS, **GIVEN).svg).iter(f"{SVG}polyline")]
    tips = [tuple(float(point.split(",")[1]) for point in head.split()) for head in heads]

    assert [tip > side for side, tip, _other in tips] == [True, False]


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="Unknown kind"):
        draw_relays([Relay("Qui", kind="violet")], **GIVEN)
