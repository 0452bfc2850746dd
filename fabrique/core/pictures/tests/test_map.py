import re

import pytest
from lxml import etree

from fabrique.core.pictures import Marker, draw_map
from fabrique.core.pictures.cubes import box, stack
from fabrique.core.pictures.labels import agree, crosses, place
from fabrique.core.pictures.map import EDGE, SIZES, box_of, by_department, heap, lettered, settled
from fabrique.core.pictures.outlines import department_name, ground, outlines

SVG = "{http://www.w3.org/2000/svg}"
OCCITANIE = [
    Marker("48", "Barre-des-Cévennes"),
    Marker("66", "Canohès"),
    Marker("31", "Frontonnais"),
    Marker("11", "Gruissan"),
    Marker("30", "Le Vigan"),
    Marker("34", "Lodévois et Larzac"),
    Marker("30", "Nîmes Métropole"),
    Marker("31", "Toulouse Métropole"),
]
HOSTILE = "</text><script>alert(1)</script>\"'&\x00\x1b\u202e"


def drawn(markers, **options):
    return draw_map(markers, title="Carte", description="Un cube vaut une chose.", **options)


def words(picture, layer):
    group = next(
        group
        for group in etree.fromstring(picture.svg).iter(f"{SVG}g")
        if group.get("class") == f"labels labels--{layer}"
    )
    return ["".join(tspan.itertext()) for tspan in group.iter(f"{SVG}tspan")]


def cubes(picture, kind):
    heaps = [group for group in etree.fromstring(picture.svg).iter(f"{SVG}g") if group.get("class") == "heap"]
    return sum(use.get("href") == f"#map-{kind}" for one in heaps for use in one.iter(f"{SVG}use"))


def test_the_data_holds_every_department():
    data = outlines()

    assert len(data["departments"]) == 96
    assert sorted(data["overseas"]) == ["971", "972", "973", "974", "976"]
    assert data["licence"] == "CC-BY-4.0"
    assert department_name("2A") == "Corse-du-Sud"
    assert [code for code, one in data["departments"].items() if not one["path"].startswith("M")] == []


def test_every_centre_stands_on_land():
    centres = {code: one["centre"] for code, one in outlines()["departments"].items()}

    assert [code for code, (x, y) in centres.items() if ground(x, y, x, y) != "land"] == []


@pytest.mark.parametrize("code", ["20", "99", "", "1", "<b>"])
def test_an_unknown_department_is_refused(code):
    with pytest.raises(ValueError, match=r"^Unknown department: "):
        Marker(code, "Ailleurs")
    with pytest.raises(ValueError, match=r"^Unknown department: "):
        drawn([], highlight=[code])


def test_a_marker_says_what_is_wrong_with_it():
    with pytest.raises(ValueError, match="Unknown kind of marker: 'red'"):
        Marker("01", "Ain", "red")
    with pytest.raises(ValueError, match="counts at least one"):
        Marker("01", "Ain", count=0)
    with pytest.raises(ValueError, match="A link needs a name"):
        Marker("01", " ", url="/")


def test_one_cube_is_one_thing():
    picture = drawn([Marker("31", "a", count=8), Marker("54", "b", "brown", 9), Marker("31", "c"), Marker("974", "d")])

    assert (cubes(picture, "teal"), cubes(picture, "brown")) == (9, 9)
    assert sum(int(row[2]) for row in picture.rows) == 19


@pytest.mark.parametrize("layer", SIZES)
def test_no_name_is_lost(layer):
    picture = drawn(
        [*OCCITANIE, Marker("974", "La Réunion"), Marker(None, "Yaoundé VI", "grey")], legend={"teal": "cohorte"}
    )
    text = " ".join(words(picture, layer)).replace("- ", "-")

    for name in [*(marker.label for marker in OCCITANIE), "La Réunion", "Yaoundé VI", "cohorte"]:
        assert text.count(name) == 1


@pytest.mark.parametrize("markers", [OCCITANIE, [Marker(code, f"Lieu {code}") for code in outlines()["departments"]]])
def test_names_cover_neither_cubes_nor_names(markers):
    heaps = settled([heap(code, inside, EDGE) for code, inside in by_department(markers)])
    boxes = tuple(box_of(one) for one in heaps)
    placed = [
        label
        for label in place(tuple((((("Quelque part", "name", ""),),), one) for one in boxes), 17, 640, boxes)
        if label
    ]

    assert [label for label in placed if any(crosses(label.box, one) for one in boxes)] == []
    assert [
        label for index, label in enumerate(placed) if not all(agree(label, other) for other in placed[:index])
    ] == []
    assert {label.ground for label in placed} <= {"land", "sea"}


def test_crowded_cubes_are_pushed_apart():
    heaps = settled(
        [heap(code, inside, EDGE) for code, inside in by_department([Marker(c, c) for c in ("75", "92", "93", "94")])]
    )
    boxes = [box_of(one) for one in heaps]

    assert [1 for index, one in enumerate(boxes) for other in boxes[:index] if crosses(one, other, 0)] == []


def test_a_name_without_room_is_listed_with_its_department():
    markers = [Marker(code, "Un très long nom de lieu à la campagne") for code in outlines()["departments"]]
    heaps = settled([heap(code, inside, EDGE) for code, inside in by_department(markers)])
    layer = lettered("wide", 17, heaps, [], {})

    assert len(layer["labels"]) + len(layer["rows"]) == 96
    assert layer["rows"][0]["lines"][0]["text"].endswith(" : Un très long nom de lieu à la campagne")


def test_the_same_markers_make_the_same_map():
    assert drawn(OCCITANIE).svg == drawn(OCCITANIE).svg


def test_what_people_write_is_escaped_everywhere():
    picture = draw_map(
        [Marker("01", HOSTILE, note=HOSTILE, url='/"><script>')],
        title=HOSTILE,
        description=HOSTILE,
        legend={"teal": HOSTILE},
    )

    root = etree.fromstring(picture.svg)
    assert "<script" not in picture.svg
    assert root.find(f"{SVG}title").text == "</text><script>alert(1)</script>\"'&"


def test_a_map_is_an_image_unless_it_holds_links():
    assert etree.fromstring(drawn(OCCITANIE).svg).get("role") == "img"

    linked = etree.fromstring(drawn([Marker("66", "Canohès", url="/territoires/canohes/")]).svg)
    assert linked.get("role") == "group"
    assert {link.get("href") for link in linked.iter(f"{SVG}a")} == {"/territoires/canohes/"}


def test_ids_begin_with_the_prefix_and_are_unique():
    ids = re.findall(r' id="([^"]+)"', drawn(OCCITANIE, prefix="nord").svg)

    assert {name.split("-")[0] for name in ids} == {"nord"}
    assert len(ids) == len(set(ids))


def test_a_mini_map_draws_no_text():
    picture = drawn([Marker("66", "Canohès")], mini=True)

    assert list(etree.fromstring(picture.svg).iter(f"{SVG}text")) == []
    assert picture.rows == (("Canohès", "Pyrénées-Orientales", "1"),)
    assert picture.kind == "map map--mini"


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9, 27, 140])
def test_a_heap_holds_its_cubes_each_in_its_place(count):
    places = stack(count, 10)

    assert len(set(places)) >= min(count, 4)
    assert len(places) == count
    assert box(places, 10)[2] - box(places, 10)[0] <= 10 * 2 * 6


def test_nothing_to_show_still_makes_a_map():
    assert drawn([]).rows == ()
