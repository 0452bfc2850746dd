"""What every model keeps: readers, order, pairs, versions, and the names of things in the right letters."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import CheckConstraint
from django.forms import BaseForm

from fabrique.core.db import PublicCodeField
from fabrique.core.forms import VersionedForm
from fabrique.core.permissions import Denied
from fabrique.core.states import Transitions, registry
from fabrique.core.system_checks import patterns
from fabrique.core.versions import Versioned
from tests.source import area_of
from tests.source import modules as source_modules

OURS = [model for model in apps.get_models() if model.__module__.startswith("fabrique.")]
LOADED = {model for _route, pattern in patterns() for model in getattr(pattern.callback, "loads", {}).values()}
# forms that make a new thing have no version to compare
CREATES = re.compile(r"(New|Open|Create|Add|Invit|Propos|First|Search|Filter|Import)")


def label(model):
    return model._meta.label


@pytest.mark.parametrize("model", sorted(LOADED, key=label), ids=label)
def test_model_in_an_address_starts_from_the_person(model):
    assert hasattr(model.objects, "visible_to"), "a guarded view loads through visible_to"
    assert any(isinstance(field, PublicCodeField) for field in model._meta.fields) or model._meta.get_field("code")


@pytest.mark.parametrize("model", [m for m in OURS if hasattr(m._default_manager, "visible_to")], ids=label)
@pytest.mark.django_db
def test_visitor_may_ask_for_any_model(model):
    assert list(model.objects.visible_to(AnonymousUser())) == []


def constrained(model):
    return [
        {name for name, _value in flatten(constraint.condition)}
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]


def flatten(condition):
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from flatten(child)
        else:
            yield child[0].split("__")[0], child[1]


def pairs():
    for model in OURS:
        fields = {field.name: field for field in model._meta.fields}
        for name, field in fields.items():
            twin = fields.get(re.sub(r"_at$", "_by", name))
            if name.endswith("_at") and twin is not None:
                yield pytest.param(model, field, twin, id=f"{label(model)}.{name}")


# dated without somebody of ours: why
NOBODY = {
    "evaluation.Viewpoint.expressed_at": "a published source may be who says it",
}


@pytest.mark.parametrize(("model", "at", "by"), list(pairs()))
def test_date_and_author_are_filled_together(model, at, by):
    """Both always; or both or none, held by the database; or dated at birth and done by the house itself."""
    always = not at.null and not by.null
    born = getattr(at, "auto_now_add", False)

    assert (
        f"{label(model)}.{at.name}" in NOBODY
        or always
        or born
        or any({at.name, by.name} <= names for names in constrained(model))
    )


def test_pair_without_constraint_would_be_seen():
    condition = models.Q(done_at=None) | models.Q(other=1)

    assert {name for name, _value in flatten(condition)} == {"done_at", "other"}


def forms_of(area):
    for module in source_modules():
        if area_of(module.name) == area and module.layer == "forms":
            yield from vars(__import__(module.name, fromlist=["_"])).values()


@pytest.mark.parametrize("model", [model for model in OURS if issubclass(model, Versioned)], ids=label)
def test_form_that_changes_a_versioned_thing_carries_its_version(model):
    forms = [
        form
        for form in forms_of(area_of(model.__module__))
        if isinstance(form, type)
        and issubclass(form, BaseForm)
        and form.__name__.startswith(model.__name__)
        and not CREATES.search(form.__name__)
    ]

    assert [form.__name__ for form in forms if not issubclass(form, VersionedForm)] == []


@pytest.mark.parametrize("table", list(registry.values()), ids=lambda table: table.name)
def test_transition_table_is_whole(table: Transitions):
    states = set(table.states.values)

    assert all(move.sources and set(move.sources) <= states for move in table.moves.values())
    assert all(move.target in states for move in table.moves.values())
    assert all(str(move.label) for move in table.moves.values())


def test_refused_move_says_where_it_starts():
    for table in registry.values():
        for name, move in table.moves.items():
            other = next((state for state in table.states.values if state not in move.sources), None)
            thing = type("Thing", (), {"state": other})()
            if other is None:
                continue
            with pytest.raises(Denied) as refusal:
                table.make(thing, name)
            assert all(str(table.states(source).label) in str(refusal.value) for source in move.sources)
            assert thing.state == other
