"""Thirty-two clients, kills and replayed keys, on both engines (reliability 15 and 4.4)."""

import json

import pytest
from django.db import connection

from fabrique.core.ledger.tests.storm import put_triggers_back, storm

RIGHT = {"unbalanced": 0, "low": 0, "effects": 1, "half": 0, "done": True}


def verdict(found):
    return {name: found[name] for name in RIGHT}


def told(proof, found, control, engine):
    proof.record(found["unbalanced"] + found["low"], f"wrong reads of {found['reads']} on {engine}", goal=0,
                 control_seen_red=control["low"] > 0)  # fmt: skip
    assert verdict(found) == RIGHT
    assert control["low"] > 0


def run(instance, words):
    code = f"import json\nfrom fabrique.core.ledger.tests.storm import storm\nprint(json.dumps(storm({words})))"
    return json.loads(instance.python(code, FABRIQUE_ENV="test"))


@pytest.mark.operations
@pytest.mark.proof(15)
def test_storm_on_sqlite(instance, proof):
    """Positive control: the balance read before the transaction, and no trigger: somebody goes under their floor."""
    words = f"clients={proof.size(6, 32)}, seconds={proof.size(3, 60)}, kills={proof.size(3, 20)}"

    found = run(instance, words)
    control = run(instance, "clients=6, seconds=3, kills=0, careless=True")

    told(proof, found, control, "SQLite")


@pytest.mark.postgresql
@pytest.mark.proof(15)
@pytest.mark.django_db(transaction=True)
def test_storm_on_postgresql(proof):
    if connection.vendor != "postgresql":
        pytest.skip("runs when the suite does, on PostgreSQL")

    found = storm(clients=proof.size(6, 32), seconds=proof.size(3, 60), kills=proof.size(3, 20))
    try:
        control = storm(clients=6, seconds=3, kills=0, careless=True)
    finally:
        put_triggers_back()

    told(proof, found, control, "PostgreSQL")
