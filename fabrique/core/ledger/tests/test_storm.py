"""Thirty-two clients, kills and replayed keys, on both engines (reliability 15 and 4.4)."""

import json

import pytest
from django.db import connection

from fabrique.core.ledger.tests.storm import put_triggers_back, storm

RIGHT = {"unbalanced": 0, "low": 0, "lost": 0, "doubled": 0, "effects": 1, "half": 0, "done": True}
CARELESS = {"clients": 6, "seconds": 2, "kills": 2, "replays": 2, "careless": True}
SEEN = ("low", "lost", "doubled")  # in the control, each of them


def size(proof) -> dict:
    return {"clients": proof.size(6, 32), "seconds": proof.size(2, 60), "kills": proof.size(3, 20), "replays": proof.size(100, 1000)}  # fmt: skip


def told(proof, found, control, engine):
    wrong = sum(found[name] for name in ("unbalanced", "low", "lost", "doubled"))
    what = f"wrong among {found['reads']} reads and {found['told']} transfers told done, on {engine}"
    proof.record(wrong, what, goal=0, control_seen_red=all(control[name] for name in SEEN))
    assert {name: found[name] for name in RIGHT} == RIGHT
    assert [name for name in SEEN if not control[name]] == []


def run(instance, *storms):
    """One after the other, in one process of the instance."""
    code = "import json\nfrom fabrique.core.ledger.tests.storm import storm\n"
    return json.loads(
        instance.python(f"{code}print(json.dumps([storm(**each) for each in {storms}]))", FABRIQUE_ENV="test")
    )


@pytest.mark.operations
@pytest.mark.proof(15)
def test_storm_on_sqlite(instance, proof):
    """Positive control: no lock, no trigger, no key, « done » said too early: somebody goes under their floor, what was
    said done is not there, what was asked again is done twice."""
    found, control = run(instance, size(proof), CARELESS)

    told(proof, found, control, "SQLite")


@pytest.mark.postgresql
@pytest.mark.proof(15)
@pytest.mark.django_db(transaction=True)
def test_storm_on_postgresql(proof):
    if connection.vendor != "postgresql":
        pytest.skip("runs when the suite does, on PostgreSQL")

    found = storm(**size(proof))
    try:
        control = storm(**CARELESS)
    finally:
        put_triggers_back()

    told(proof, found, control, "PostgreSQL")
