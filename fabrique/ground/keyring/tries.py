"""Wrong passphrases are slowed, never locked: nothing at first, then up to twenty-five seconds between two tries.

Counted by person and by session: somebody who tries from a stolen session slows that session, and the person whose vault
it is still opens it from theirs. Past `MANY` misses a day, a session that never tried waits before its first try.
"""

import hashlib
import math
import time

from django.core.cache import cache

STEPS = (0, 0, 0, 2, 4, 8, 16, 25)
MANY = 60
DAY = 24 * 3600


def _key(what: str, *words: str) -> str:
    return f"vault-{what}:{hashlib.sha256('|'.join(words).encode()).hexdigest()}"


def turn(person: str, session: str) -> int:
    """Seconds to wait; 0 takes the turn, and counts as a miss until `forgive`. Two at once never both pass a gate."""
    gate, tried, missed = _key("gate", person, session), _key("tried", person, session), _key("missed", person)
    if left := cache.get(gate):
        return max(1, math.ceil(left - time.time()))
    fresh = cache.add(tried, 0, DAY)
    if fresh and cache.get(missed, 0) >= MANY:
        cache.set(gate, time.time() + STEPS[-1], STEPS[-1])
        return STEPS[-1]
    count = cache.incr(tried)
    pause = STEPS[min(count, len(STEPS) - 1)]
    if pause and not cache.add(gate, time.time() + pause, pause):
        return pause
    cache.add(missed, 0, DAY)
    cache.incr(missed)
    return 0


def forgive(person: str, session: str) -> None:
    """The right phrase was given: this session starts again from nothing."""
    missed = _key("missed", person)
    cache.delete_many([_key("gate", person, session), _key("tried", person, session)])
    if cache.get(missed, 0) > 0:
        cache.decr(missed)
