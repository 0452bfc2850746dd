"""Two people who write the same thing in the same second: one is first, the other is told; nobody meets an error."""

import threading

import pytest
from django.db import connection, connections

from fabrique.accompaniment.support.actions import write_rules
from fabrique.accompaniment.workspace import actions
from fabrique.accompaniment.workspace.enums import Moment
from fabrique.accompaniment.workspace.models import Position
from fabrique.core.versions import Conflict
from tests.world import make_lead, make_participation, make_referent

ROUNDS = 15


def together(*acts):
    """What each met: nothing, or the name of its error."""
    start, met = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
        except Exception as fault:  # noqa: BLE001  what it is, is the question
            met.append(type(fault).__name__)
        else:
            met.append("")
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(met)


def naively(place, both):
    """`both`: reached by each of two once they have looked."""
    assert Position.objects.filter(participation=place, moment="start").first() is None
    both.wait(60)
    Position.objects.create(participation=place, moment="start", ambition="A")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_position_and_rules_written_at_the_same_instant():
    """Positive control: looked for, then created, the same position meets the database's refusal."""
    if connection.vendor != "postgresql":
        pytest.skip("runs when the suite does, on PostgreSQL")
    seen = []
    for _round in range(ROUNDS):
        place = make_participation()
        referent, lead = make_referent(place), make_lead(place.cohort)

        def position(place=place, by=referent):
            actions.take_position(participation=place, moment=Moment.START, ambition="A", by=by)

        def rules(cohort=place.cohort, by=lead):
            write_rules(cohort=cohort, text="On écoute.", by=by)

        seen += [together(*[position] * 3), together(*[rules] * 3)]
    other, both = make_participation(), threading.Barrier(2)
    control = together(*[lambda: naively(other, both)] * 2)

    assert seen == [["", Conflict.__name__, Conflict.__name__]] * 2 * ROUNDS
    assert control == ["", "IntegrityError"]
