"""Django's `migrate`, in half the time for hundreds of tables, and with the vault's alone for the keys (ADR 0071).

At each `CreateModel`, Django renders again every model that a relation leads to. Here all lead to people: the cost is the
square of their number. The creations that open a migration change the state first, all of them; it is rendered once; then
the tables are made.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from itertools import takewhile
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations import CreateModel, Migration

from fabrique.core.vault.router import KEYS


class Command(migrate.Command):
    def handle(self, *words: Any, **options: Any) -> None:
        if options["database"] == KEYS and not (options["app_label"] or options["run_syncdb"]):
            options["app_label"] = "vault"  # nothing else lies there
        with creations_at_once():
            super().handle(*words, **options)


@contextmanager
def creations_at_once() -> Iterator[None]:
    plain = Migration.apply

    def apply(self, project_state, schema_editor, collect_sql=False):
        created = list(takewhile(lambda operation: isinstance(operation, CreateModel), self.operations))
        if collect_sql or not created:
            return plain(self, project_state, schema_editor, collect_sql)
        project_state.__dict__.pop("apps", None)
        for operation in created:
            operation.state_forwards(self.app_label, project_state)
        for operation in created:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        rest = copy(self)
        rest.operations = self.operations[len(created) :]
        return plain(rest, project_state, schema_editor, collect_sql)

    Migration.apply = apply  # type: ignore[method-assign]
    try:
        yield
    finally:
        Migration.apply = plain  # type: ignore[method-assign]
