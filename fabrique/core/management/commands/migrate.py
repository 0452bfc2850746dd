"""Django's `migrate`, in a tenth of the time where nothing lies yet, and with the vault's alone for the keys (ADR 0071).

At each operation, Django renders again every model that a relation leads to. Here all lead to people: the cost of a new
instance is the square of their number. Where no migration was applied, the tables are made as the last migration leaves them,
then comes what SQL alone says. The schema is the same; what moves rows has none to move.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import router
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation

from fabrique.core.vault.router import KEYS

OF_TABLES = (ModelOperation, FieldOperation, IndexOperation)
PLAIN = MigrationExecutor


class Command(migrate.Command):
    def handle(self, *words: Any, **options: Any) -> None:
        if options["database"] == KEYS and not (options["app_label"] or options["run_syncdb"]):
            options["app_label"] = "vault"  # nothing else lies there
        with new_instances_at_once():
            super().handle(*words, **options)


class AtOnce(PLAIN):
    """From nothing to the last migration; in every other case, Django's own."""

    def _migrate_all_forwards(self, state, plan, full_plan, fake, fake_initial):
        if fake or fake_initial or plan != full_plan or self.loader.applied_migrations:
            return super()._migrate_all_forwards(state, plan, full_plan, fake, fake_initial)
        alias = self.connection.alias
        state.__dict__.pop("apps", None)  # rendered, it would be drawn again at each change
        for migration, _backwards in plan:
            migration.mutate_state(state, preserve=False)
        with self.connection.schema_editor() as editor:
            for model in state.apps.get_models():
                if model._meta.can_migrate(self.connection) and router.allow_migrate_model(alias, model):  # noqa: SLF001  as Django's own
                    editor.create_model(model)
            for migration, _backwards in plan:
                for operation in said_by_sql_alone(migration.operations):
                    operation.database_forwards(migration.app_label, editor, state, state)
            for migration, _backwards in plan:
                self.record_migration(migration.app_label, migration.name)
        return state


def said_by_sql_alone(operations: Iterable[Operation]) -> Iterable[Operation]:
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from said_by_sql_alone(operation.database_operations)
        elif not isinstance(operation, (*OF_TABLES, RunPython)):
            yield operation


@contextmanager
def new_instances_at_once():
    migrate.MigrationExecutor = AtOnce  # type: ignore[misc]  # the name that Django's command calls
    try:
        yield
    finally:
        migrate.MigrationExecutor = PLAIN  # type: ignore[misc]  # as above
