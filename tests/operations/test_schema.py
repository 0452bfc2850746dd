"""A new instance, made at once, is the one that Django makes migration by migration (ADR 0071): in `make proof`, for the
second takes minutes. What decides it is asked each time by `tests/architecture/test_migrations.py`.
"""

import pytest

from tests.instance import Instance
from tests.proof import FULL
from tools import postgresql

PLAINLY = """
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0, interactive=False)
"""
AT_ONCE = PLAINLY.replace("django.core.management.commands.migrate", "fabrique.core.management.commands.migrate")
LIES_THERE = """
import re
from django.db import connection
with connection.cursor() as cursor:
    for question in QUESTIONS:
        cursor.execute(question)
        for row in sorted(map(str, cursor.fetchall())):
            print(sorted(re.split(PIECES, row)))
    for table in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        print(table, cursor.fetchone())
"""
PIECES = r", |TABLE \"\w+\" \(|\)'"  # the order of the columns is not asked
QUESTIONS = {
    "sqlite": ["SELECT type, name, sql FROM sqlite_master"],
    "postgres": [
        """SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity, character_maximum_length
           FROM information_schema.columns WHERE table_schema = 'public'""",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        """SELECT tgname, pg_get_triggerdef(t.oid), prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid
           WHERE NOT tgisinternal""",
    ],
}
DROP = "DROP DATABASE IF EXISTS fabrique_{} WITH (FORCE)"


def said(place: Instance, engine: str) -> str:
    return place.python(f"PIECES, QUESTIONS = {PIECES!r}, {QUESTIONS[engine]!r}\n{LIES_THERE}")


@pytest.mark.skipif(not FULL, reason="takes minutes: in make proof")
@pytest.mark.proof("schema")
def test_made_at_once_and_one_by_one_are_the_same(tmp_path, proof):
    places = {"sqlite": lambda name: f"sqlite:///{tmp_path / name}.sqlite3"}
    if server := postgresql.find():
        places["postgres"] = lambda name: f"{server.rpartition('/')[0]}/fabrique_{name}"
    unlike = 0

    for engine, address in places.items():
        heard = []
        for name, making in (("plainly", PLAINLY), ("at_once", AT_ONCE)):
            place = Instance(tmp_path, {"DATABASE_URL": address(name)})
            if engine == "postgres":
                on_server(server, DROP.format(name), f"CREATE DATABASE fabrique_{name}")
            place.python(making)
            heard.append(said(place, engine))
        place.python("from django.db import connection\nconnection.cursor().execute('DROP TABLE core_setting')")
        control = said(place, engine) != heard[0]
        unlike += heard[0] != heard[1]
    if server:
        on_server(server, DROP.format("plainly"), DROP.format("at_once"))

    proof.record(unlike, "engines where they differ", goal=0, control_seen_red=control)
    assert (unlike, control) == (0, True)


def on_server(server: str, *verbs: str) -> None:
    import psycopg  # noqa: PLC0415  only where there is a server

    with psycopg.connect(server, autocommit=True) as connection:
        for verb in verbs:
            connection.execute(verb)
