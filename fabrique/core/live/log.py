"""The log of changes: written in the transaction of what changed, read by the follower and by pages that ask.

A sequence of PostgreSQL would give 7 to somebody who commits after 8: whoever reads between the two never hears of 7. The
row of the topic is the lock instead: held until the commit, it makes numbers and commits come in one order, without a gap.
"""

from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from fabrique.core.live import Standing
from fabrique.core.live.follower import follower
from fabrique.core.live.models import Change, Topic
from fabrique.core.live.telling import KEPT, Heard

NOTICES = "live"  # the channel of PostgreSQL
KEPT_FOR = timedelta(days=2)
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


def standing(topic: str) -> Standing:
    found = Topic.objects.filter(name=topic).values_list("number", "drawn").first()
    return Standing(*found) if found else Standing()


def heard_since(topic: str, number: int) -> Heard:
    """The last number, and the changes after the given one: the newest only when they are many."""
    last = standing(topic).number
    rows = Change.objects.after(topic, number).values_list("number", "kind", "code")
    changes = list(rows.reverse()[:KEPT])[::-1]
    return Heard(max([last, *(change[0] for change in changes)]), changes)


def news(seen: dict[str, int]) -> dict[str, Heard]:
    """Of the topics whose number moved, forth, or back when a backup was put in their place."""
    numbers = dict(Topic.objects.filter(name__in=seen).values_list("name", "number"))
    moved = [name for name in seen if numbers.get(name, 0) != seen[name]]
    return {name: heard_since(name, seen[name]) for name in moved}


def trim() -> int:
    """A page that was away for longer than that is told to read everything again."""
    gone, _each = Change.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return gone
