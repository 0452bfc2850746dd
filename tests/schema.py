"""The migrated schema, kept between two runs of the suite: migrating takes many seconds, copying what it gave does not.

It is kept under a print of all that decides it: for databases in memory, a file in the machine's temporary folder; on
PostgreSQL, a database of the server that the others are copied from. The instances of `tests/operations` on SQLite prepare
themselves once.
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

LOCK = 20261121
FOLDER = Path(tempfile.gettempdir()) / f"fabrique-schemas-{os.getuid()}"


@cache
def print_of_migrations() -> str:
    found = hashlib.sha256(sqlite3.sqlite_version.encode())
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        found.update(repr(key).encode() + inspect.getsource(inspect.getmodule(type(migration))).encode())
    return found.hexdigest()[:24]


def schema_on_server() -> str:
    return f"fabrique_schema_{print_of_migrations()}"


def copy_once(migrate, alias: str, **options) -> None:
    """The first process that asks migrates its own database and leaves a copy; the others wait and are given that one."""
    connection = connections[alias]
    mine, kept = (connection.ops.quote_name(name) for name in (connection.settings_dict["NAME"], schema_on_server()))
    with connection._nodb_cursor() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'fabrique\\_schema\\_%%'")
        found = {name for (name,) in server.fetchall()}
        if schema_on_server() in found:
            connection.close_pool()
            server.execute(f"DROP DATABASE {mine} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {mine} TEMPLATE {kept}")
            return
        migrate("migrate", database=alias, **options)
        connection.close()
        connection.close_pool()
        for name in found:  # of other migrations than these
            server.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")
        server.execute(f"CREATE DATABASE {kept} TEMPLATE {mine}")


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
        if name != "migrate" or not options.get("run_syncdb"):
            return real(name, *words, **options)
        given = {"alias" if key == "database" else key: options[key] for key in options}
        if connections[alias].vendor == "postgresql":
            return copy_once(real, **given)
        if connections[alias].is_in_memory_db():
            return migrate_once(real, **given)
        return real(name, *words, **options)

    management.call_command = call_command
    yield
    management.call_command = real
