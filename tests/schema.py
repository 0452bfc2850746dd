"""The migrated schema, kept between two runs of the suite: migrating takes many seconds, copying what it gave does not.

It is kept under a print of all that decides it, in the machine's temporary folder, and only for databases in memory:
the instances of `tests/operations` and the suite on PostgreSQL migrate for themselves.
"""

import hashlib
import inspect
import os
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from django.core import management
from django.db import connections
from django.db.migrations.loader import MigrationLoader

FOLDER = Path(tempfile.gettempdir()) / f"fabrique-schemas-{os.getuid()}"


@cache
def print_of_migrations() -> str:
    found = hashlib.sha256(sqlite3.sqlite_version.encode())
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        found.update(repr(key).encode() + inspect.getsource(inspect.getmodule(type(migration))).encode())
    return found.hexdigest()[:24]


def migrate_once(migrate, alias: str, **options) -> None:
    connection = connections[alias]
    connection.ensure_connection()
    kept = FOLDER / f"{alias}-{print_of_migrations()}.sqlite3"
    if kept.exists():
        with closing(sqlite3.connect(kept)) as source:
            source.backup(connection.connection)
        return
    migrate("migrate", database=alias, **options)
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    mine = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(mine)) as copy:
        connection.connection.backup(copy)
    mine.replace(kept)  # two workers at once: the last one wins, and both are right


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Where pytest-django lets us in before it makes the databases."""
    real = management.call_command

    def call_command(name, *words, **options):
        alias = options.get("database")
        in_memory = alias and connections[alias].vendor == "sqlite" and connections[alias].is_in_memory_db()
        if name == "migrate" and options.get("run_syncdb") and in_memory:
            return migrate_once(real, **{"alias" if key == "database" else key: options[key] for key in options})
        return real(name, *words, **options)

    management.call_command = call_command
    yield
    management.call_command = real
