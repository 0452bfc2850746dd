"""No field is read from a request, nor written into an answer, that was not named (reliability 2b).

What a browser sends reaches a form that declares its fields, or is asked for by its name; what leaves is built field by
field. Nothing takes all that comes, nor gives all that a row holds. Seen red: each line of `CARELESS`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.utils.module_loading import autodiscover_modules

from fabrique.core.forms import HouseForm
from tests.source import BASE

SENT = {"POST", "GET"}
# sent back whole to whom it came from: what was posted while the vault is opened, the address of the next page
HELD = {
    "fabrique/core/http.py": 1,
    "fabrique/ground/keyring/http.py": 2,
    "fabrique/ground/people/views/administration.py": 1,
}
TAKES_WHAT_IT_DECLARES = re.compile(r"form|filter|search|outputs", re.IGNORECASE)
ALL_OF_A_ROW = {"model_to_dict", "serialize", "modelform_factory", "model_form"}


def product() -> list[Path]:
    return sorted(path for path in (BASE / "fabrique").rglob("*.py") if "tests" not in path.parts)


def named(node: ast.AST, parent: dict[ast.AST, ast.AST]) -> bool:
    """One field asked for by its name, or the whole given to a form, which takes what it declares."""
    above = parent[node]
    while isinstance(above, (ast.BoolOp, ast.IfExp)):
        node, above = above, parent[above]
    if isinstance(above, ast.Call):
        return bool(TAKES_WHAT_IT_DECLARES.search(ast.unparse(above.func))) and node in above.args
    if isinstance(above, ast.Attribute):
        return above.attr in ("get", "getlist", "urlencode") and isinstance(parent[above], ast.Call)
    return isinstance(above, (ast.Subscript, ast.Compare))


def careless(source: str) -> Iterator[str]:
    """Lines that take all that was sent, or give all that a row holds."""
    tree, lines = ast.parse(source), source.splitlines()
    parent = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in SENT and getattr(node.value, "id", "") == "request":
            whole = isinstance(node.ctx, ast.Load) and not named(node, parent)
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            whole = called in ALL_OF_A_ROW or (
                called == "values" and is_a_query(node) and not (node.args or node.keywords)
            )
        else:
            continue
        if whole:
            yield lines[node.lineno - 1].strip()


def is_a_query(call: ast.Call) -> bool:
    return bool(re.search(r"\b[A-Z]\w+\.objects", ast.unparse(call.func)))


@pytest.mark.proof("2b")
def test_no_field_is_read_nor_given_that_was_not_named(proof):
    found = {str(path.relative_to(BASE)): list(careless(path.read_text())) for path in product()}
    unnamed = sum(map(len, found.values())) - sum(HELD.values())

    proof.record(unnamed, "fields read or given unnamed", goal=0, control_seen_red=all(map(seen, CARELESS)))
    assert {name: lines for name, lines in found.items() if len(lines) > HELD.get(name, 0)} == {}
    assert {name: len(found[name]) for name in HELD} == HELD


def test_forms_declare_their_fields():
    """None is drawn from a model: a column added to a table is never open to whoever guesses its name."""
    autodiscover_modules("forms")
    every = {form for form in below(forms.BaseForm) if form.__module__.startswith("fabrique.")}

    assert len(every) > 100
    assert [form for form in every if issubclass(form, forms.BaseModelForm)] == []
    assert HouseForm.send.__code__.co_names.count("cleaned_data") == 1


def below(kind: type) -> set[type]:
    return {one for child in kind.__subclasses__() for one in {child} | below(child)}


CARELESS = (
    "save(**request.POST.dict())", "for name, value in request.POST.items(): setattr(row, name, value)",
    "row.__dict__.update(request.POST)", "JsonResponse(model_to_dict(row))", "list(Contact.objects.values())",
    "serializers.serialize('json', rows)", "filter(**request.GET)",
)  # fmt: skip
CAREFUL = (
    "form = Form(request.POST or None)", "name = request.POST.get('name', '')", "'a' in request.POST", "request.POST['of']",
    "Contact.objects.values('code')", "Form(request.POST if request.POST else None, prefix='a')",
)  # fmt: skip


def seen(line: str) -> bool:
    return len(list(careless(line))) == 1


@pytest.mark.parametrize("line", CARELESS)
def test_careless_line_is_seen(line):
    assert seen(line)


@pytest.mark.parametrize("line", CAREFUL)
def test_careful_line_passes(line):
    assert list(careless(line)) == []
