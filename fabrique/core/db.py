"""What every model of the house is made of."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, models, router
from django.db.migrations.operations.base import Operation
from django.db.models import FETCH_PEERS
from django.utils.text import slugify

from fabrique.core.text import fold

# no vowel, no look-alike: a code is read aloud on the phone and spells no word
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"

# `KEPT_INSIDE = EVERYTHING`: no field of this model is public data (see `core/public_data.py`)
EVERYTHING = ("*",)


def is_double(fault: IntegrityError) -> bool:
    """Whether the database refused a second row where one is allowed: somebody pressed twice, or two at once."""
    return "unique" in str(fault).casefold()


class _Manager(models.Manager):
    def get_queryset(self):
        """Rows fetched together load a forgotten relation together: one query for all instead of one each."""
        return super().get_queryset().fetch_mode(FETCH_PEERS)


class QuerySet(models.QuerySet):
    """Words that chain. A model that people see adds `visible_to(person)`, which hides what does not concern them."""

    @classmethod
    def as_manager(cls):
        return _Manager.from_queryset(cls)()


def new_code() -> str:
    """Eight signs, 39 bits: unguessable enough to name a thing, never enough to open it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class PublicCodeField(models.SlugField):
    """What stands for an object in an address, instead of its row number. A readable word may be given instead."""

    def __init__(self, **options):
        options = {"max_length": 60, "unique": True, "default": new_code, "editable": False} | options
        super().__init__(**options)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "fabrique.core.db.PublicCodeField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """Asked for with a NUL, which PostgreSQL refuses with an error of its own, it is nobody's code."""
        value = super().get_prep_value(value)
        return value.replace("\x00", " ") if isinstance(value, str) else value


def readable_code(model: type[models.Model], name: str) -> str:
    """A code people can read aloud, made of the name; numbered when it is taken, drawn when nothing is left of it."""
    word = slugify(fold(name))[:50].strip("-")
    if not word:
        return new_code()
    taken = set(model._base_manager.filter(code__startswith=word).values_list("code", flat=True))  # noqa: SLF001
    return next(code for code in (word, *(f"{word}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)


class FoldedField(models.CharField):
    """`fold()` of another field, kept beside it by every `save` and `bulk_create` (not by `update`): to sort and find.

    A name in another alphabet folds to nothing: it is then kept as it is, in lower case, so that two of them differ.
    """

    def __init__(self, *args, of: str = "name", **options):
        self.of = of
        super().__init__(*args, **({"editable": False, "max_length": 200} | options))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "fabrique.core.db.FoldedField", args, kwargs | {"of": self.of}

    def folded(self, text: str) -> str:
        return (fold(text) or text.casefold().strip())[: self.max_length]

    def pre_save(self, model_instance, add):
        value = self.folded(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value


@models.CharField.register_lookup
class Prefix(models.Lookup):
    """`folded__prefix="hilaire de"`: begins with a folded text, through the index of each engine.

    PostgreSQL needs `varchar_pattern_ops` on the index; SQLite never uses one for Django's `startswith`.
    """

    lookup_name = "prefix"

    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} LIKE %s", [*left_params, self.escaped() + "%"]

    def as_sqlite(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        return f"({left} >= %s AND {left} < %s)", [*left_params, self.rhs, *left_params, self.rhs + "\U0010ffff"]

    def escaped(self) -> str:
        return self.rhs.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def paired(name: str, *fields: str) -> models.CheckConstraint:
    """All of these fields are filled, or none: a date without its author is a fact nobody can ask about."""
    none = models.Q(**{f"{field}__isnull": True for field in fields})
    every = models.Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(name=name, condition=none | every)


class Refuse(Operation):
    """Migration operation: the database itself refuses these verbs (`["UPDATE", "DELETE"]`) on the rows of a table.

    `unless`: a condition in SQL on the row as it was (`OLD`), under which a `DELETE` passes.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, verbs: list[str], unless: str = ""):
        self.table = table
        self.verbs = verbs
        self.unless = unless

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        run(schema_editor, refusal_sql(schema_editor.connection.vendor, self.table, self.verbs, self.unless))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        run(schema_editor, refusal_undo_sql(schema_editor.connection.vendor, self.table, self.verbs))

    def describe(self):
        return f"Refuse {' and '.join(self.verbs)} in {self.table}"

    def deconstruct(self):
        return self.__class__.__name__, [self.table, self.verbs], {"unless": self.unless} if self.unless else {}


def run(schema_editor, statements: Iterable[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)  # a % of PL/pgSQL is not a placeholder


def refusal_sql(vendor: str, table: str, verbs: Iterable[str], unless: str = "") -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"{f'WHEN NOT ({unless}) ' if unless and verb == 'DELETE' else ''}"
            f"BEGIN SELECT RAISE(ABORT, '{table} refuses {verb}'); END"
            for verb in verbs
        ]
    passes = f"IF TG_OP = 'DELETE' AND ({unless}) THEN RETURN OLD; END IF; " if unless else ""
    return [
        (
            f"CREATE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {passes}"
            f"RAISE EXCEPTION '{table} refuses %', TG_OP USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            f"CREATE TRIGGER {table}_refuses BEFORE {' OR '.join(verbs)} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuses()"
        ),
    ]


def refusal_undo_sql(vendor: str, table: str, verbs: Iterable[str]) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}" for verb in verbs]
    return [f"DROP TRIGGER IF EXISTS {table}_refuses ON {table}", f"DROP FUNCTION IF EXISTS {table}_refuses()"]
