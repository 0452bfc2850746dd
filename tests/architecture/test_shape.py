"""One area, one shape, and everything small enough to be read at once."""

import ast

import pytest
from django.conf import settings

from tests.source import BASE, FLOORS, HOUSE, areas, modules, short, templates

CEILINGS = {"module": 400, "function": 60, "view": 40, "template": 130, "test": 600}
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "misc",
    "common",
    "managers",
    "handlers",
}
AREA_FOLDERS = {"templates", "static", "tests", "migrations", "locale", "templatetags", "data"}


def test_every_area_folder_is_installed():
    folders = {
        f"fabrique.{floor}.{path.name}"
        for floor in FLOORS[1:]
        for path in (HOUSE / floor).glob("[!_]*/")
        if (path / "__init__.py").exists()
    }

    assert folders == set(settings.AREAS)


@pytest.mark.parametrize("area", areas(), ids=lambda area: area.name)
def test_area_has_the_shape_of_its_neighbours(area):
    introduction = ast.get_docstring(ast.parse((area / "__init__.py").read_text())) or ""
    folders = {path.name for path in area.iterdir() if path.is_dir() and not path.name.startswith("__")}
    packages = {name for name in folders if (area / name / "__init__.py").exists()}

    assert introduction, f"{short(area)}/__init__.py says what the area is and its nouns"
    assert (area / "apps.py").exists()
    assert (area / "tests").is_dir()
    assert folders - packages - AREA_FOLDERS == set()


def test_nothing_is_put_in_a_drawer():
    assert [str(m) for m in modules() if DRAWERS & set(m.path.with_suffix("").parts[len(BASE.parts) :])] == []


def test_modules_stay_readable():
    wrong = []
    for module in modules(tests=True):
        ceiling = CEILINGS["test" if module.is_test else "module"]
        length = module.text.count("\n")
        if length > ceiling:
            wrong.append(f"{module}: {length} lines")

    assert wrong == []


def test_functions_stay_readable():
    wrong = []
    for module in modules():
        ceiling = CEILINGS["view" if module.layer == "views" else "function"]
        wrong += [f"{module}: {name} has {lines} lines" for name, lines in module.functions() if lines > ceiling]

    assert wrong == []


def test_templates_stay_readable():
    lengths = {short(path): path.read_text().count("\n") for path in templates()}

    assert {path: lines for path, lines in lengths.items() if lines > CEILINGS["template"]} == {}


def test_make_offers_few_things():
    targets = [line for line in (BASE / "Makefile").read_text().splitlines() if ":" in line and " ## " in line]

    assert len(targets) <= 15
