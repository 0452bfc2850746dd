"""No double booking, no overfull workshop (reliability 16), on SQLite and on PostgreSQL."""

import json

import pytest
from django.db import connection

from fabrique.ground.agenda.tests.race import race

IN_INSTANCE = """
import json
from fabrique.ground.agenda.tests.race import race
print(json.dumps([race(people=P_, places=S_, rounds=R_), race(people=50, places=1, rounds=L_),
                  race(people=P_, places=39, rounds=1, held=False)]))
"""


def judged(crowd, last, control, proof, people):
    """Positive control: without the transaction and the lock, the same race seats too many."""
    proof.record(max(crowd["over"], last["over"]), f"seated too many of {people}", goal=0,
                 control_seen_red=control["over"] > 0)  # fmt: skip
    assert crowd == {"over": 0, "errors": 0, "met": "", "waiting": people - 40, "lost": 0}
    assert last == {"over": 0, "errors": 0, "met": "", "waiting": 49, "lost": 0}
    assert control["over"] > 0


@pytest.mark.proof(16)
def test_exactly_the_places_are_given_on_sqlite(instance, proof):
    people, rounds = proof.size(80, 200), proof.size(1, 100)
    code = IN_INSTANCE.replace("P_", str(people)).replace("S_", "40").replace("R_", "1").replace("L_", str(rounds))

    found = json.loads(instance.python(code, FABRIQUE_ENV="test"))

    judged(*found, proof, people)


@pytest.mark.postgresql
@pytest.mark.proof(16)
@pytest.mark.django_db(transaction=True)
def test_exactly_the_places_are_given_on_postgresql(proof):
    if connection.vendor != "postgresql":
        pytest.skip("runs when the suite does, on PostgreSQL")
    people, rounds = proof.size(80, 200), proof.size(1, 100)

    judged(
        race(people=people, places=40, rounds=1),
        race(people=50, places=1, rounds=rounds),
        race(people=people, places=39, rounds=1, held=False),
        proof,
        people,
    )
