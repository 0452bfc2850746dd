"""Imports go down only: floors, then the order of `settings.AREAS`, then the layers inside an area."""

import ast
import re

from django.conf import settings

from tests.source import FLOORS, LAYERS, area_of, layer_of, modules

ORDER = ["fabrique.core", *settings.AREAS]
# what an area offers to those above it
OFFERED = ("enums", "models", "permissions", "actions")
# a library that tells something only by its signal may be heard; the house itself calls
SIGNALS = ("django.dispatch.Signal", "django.db.models.signals", "django.core.signals")
REASON = re.compile(r"# noqa: [A-Z0-9, ]*PLC0415 {1,2}\S.{7,}")


def rank(area):
    """An area that is not installed stands above all; `test_shape` says that it is missing."""
    return ORDER.index(area) if area in ORDER else len(ORDER) if area else -1


def first_party(module):
    return ((line, name) for line, name in module.imports() if name.split(".")[0] in ("fabrique", "config", "tests"))


def test_areas_are_listed_from_the_ground_up():
    floors = [area.split(".")[1] for area in settings.AREAS]

    assert floors == sorted(floors, key=FLOORS.index)


def test_area_imports_only_what_stands_before_it():
    wrong = [
        f"{module}:{line} imports {name}"
        for module in modules()
        for line, name in first_party(module)
        if rank(area_of(name)) > rank(module.area)
    ]

    assert wrong == []


def test_house_never_imports_its_settings_or_its_tests():
    wrong = [
        f"{module}:{line} imports {name}"
        for module in modules()
        for line, name in first_party(module)
        if name.startswith(("config", "tests"))
    ]

    assert wrong == []


def test_layers_of_an_area_import_the_lower_ones_only():
    wrong = [
        f"{module}:{line} imports {name}"
        for module in modules()
        for line, name in first_party(module)
        if module.layer
        and area_of(name) == module.area
        and layer_of(name)
        and LAYERS.index(layer_of(name)) > LAYERS.index(module.layer)
    ]

    assert wrong == []


def test_screens_of_an_area_are_its_own():
    wrong = [
        f"{module}:{line} imports {name}"
        for module in modules()
        for line, name in first_party(module)
        if area_of(name) not in ("", module.area) and layer_of(name) and layer_of(name) not in OFFERED
    ]

    assert wrong == []


def test_inline_import_says_why():
    wrong = []
    for module in modules():
        lines = module.text.splitlines()
        inner = (
            node
            for function in ast.walk(module.tree)
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
            for node in ast.walk(function)
            if isinstance(node, (ast.Import, ast.ImportFrom))
        )
        wrong += [f"{module}:{node.lineno}" for node in inner if not has_reason(lines, node.lineno)]

    assert wrong == []


def has_reason(lines, number):
    """On its line, or on a line above it in the same run of imports."""
    while "import " in (line := lines[number - 1]):
        if REASON.search(line):
            return True
        number -= 1
    return False


def test_no_signals_and_no_logic_in_save():
    signals = [
        f"{module}:{line} uses {name}"
        for module in modules()
        for line, name in module.imports()
        if name.startswith(SIGNALS)
    ]
    overrides = [
        f"{module}:{node.lineno} overrides {node.name}"
        for module in modules()
        if module.layer == "models" or module.name == "fabrique.core.models"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete")
    ]

    assert signals + overrides == []
