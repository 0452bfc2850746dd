"""Migration operation: the database itself holds that each transfer comes to zero, above the floors, and is closed for good.

SQLite checks nothing at commit but foreign keys: a transfer points at its closing from the first, so that none is
committed without it, and the triggers of the closing do the rest. PostgreSQL has the same, and asks again at commit.
"""

from django.db.migrations.operations.base import Operation

from fabrique.core.db import run

_OF_TRANSFER = "FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id WHERE t.closing_id = NEW.key"
_LOW = (
    "FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id JOIN ledger_account a ON a.id = e.account_id "
    "WHERE t.closing_id = NEW.key AND e.amount < 0 "
    "AND (SELECT SUM(every.amount) FROM ledger_entry every WHERE every.account_id = a.id) < a.floor"
)
WRONG = (
    f"(SELECT COALESCE(SUM(e.amount), 0) {_OF_TRANSFER}) <> 0 OR (SELECT COUNT(*) {_OF_TRANSFER}) < 2 "
    f"OR EXISTS (SELECT 1 {_LOW})"
)
CLOSED = "EXISTS (SELECT 1 FROM ledger_closing c JOIN ledger_transfer t ON t.closing_id = c.key WHERE t.id = NEW.transfer_id)"
SAID = "ledger: a transfer comes to zero, between two accounts at least, above their floors"

ADDED = "ledger: this transfer is closed"
FAULT = "USING ERRCODE = 'integrity_constraint_violation'; END IF;"


def on_sqlite(name: str, when: str, wrong: str, said: str) -> str:
    return f"CREATE TRIGGER {name} {when} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{said}'); END"


def on_postgresql(name: str, wrong: str, said: str) -> str:
    body = f"BEGIN IF {wrong} THEN RAISE EXCEPTION '{said}' {FAULT} RETURN NEW; END"
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"


SQLITE = [
    on_sqlite("ledger_closing_balances", "AFTER INSERT ON ledger_closing", WRONG, SAID),
    on_sqlite("ledger_entry_open", "BEFORE INSERT ON ledger_entry", CLOSED, ADDED),
]
EACH = "FOR EACH ROW EXECUTE FUNCTION"
POSTGRESQL = [
    on_postgresql("ledger_closing_balances", WRONG, SAID),
    on_postgresql("ledger_entry_open", CLOSED, ADDED),
    f"CREATE CONSTRAINT TRIGGER ledger_closing_balances AFTER INSERT ON ledger_closing DEFERRABLE INITIALLY DEFERRED {EACH} ledger_closing_balances()",
    f"CREATE TRIGGER ledger_entry_open BEFORE INSERT ON ledger_entry {EACH} ledger_entry_open()",
]
TRIGGERS = (("ledger_closing_balances", "ledger_closing"), ("ledger_entry_open", "ledger_entry"))


def making(vendor: str) -> list[str]:
    return SQLITE if vendor == "sqlite" else POSTGRESQL


def undoing(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name, _table in TRIGGERS]
    return [
        statement
        for name, table in TRIGGERS
        for statement in (f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()")
    ]


class Balanced(Operation):
    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.alias == "default":
            run(schema_editor, making(schema_editor.connection.vendor))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.alias == "default":
            run(schema_editor, undoing(schema_editor.connection.vendor))

    def describe(self):
        return "Hold that each transfer of the ledger comes to zero"
