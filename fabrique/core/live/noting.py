"""A change is noted in the transaction of what changed.

A sequence of PostgreSQL would give 7 to somebody who commits after 8: whoever reads between the two never hears of 7. The
row of the topic is the lock instead: held until the commit, it makes numbers and commits come in one order, without a gap.
"""

from functools import partial

from django.db import connection, transaction

from fabrique.core.live.follower import NOTICES, follower
from fabrique.core.live.models import Change

# the same words on both engines; the row is locked from here to the commit
NEXT = """INSERT INTO live_topic (name, number, drawn) VALUES (%s, 1, %s)
ON CONFLICT (name) DO UPDATE SET number = live_topic.number + 1,
drawn = CASE WHEN excluded.drawn > 0 THEN live_topic.number + 1 ELSE live_topic.drawn END RETURNING number"""


def note(topic: str, kind: str, code: str, *, draws: bool) -> None:
    """Last in its transaction: every other writer of this topic waits from here to the commit."""
    if not connection.in_atomic_block:
        raise RuntimeError("A change is noted in the transaction of what changed.")
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [topic, int(draws)])
        (number,) = cursor.fetchone()
    Change.objects.create(topic_id=topic, number=number, kind=kind, code=code)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [NOTICES, topic])
    transaction.on_commit(partial(follower.wake, topic))
