"""The code a mailbox proves: one alive for an address at a time, whichever browser asked for it.

An attacker who asks again and again for somebody else's code gains nothing and locks nobody out: the same code stands,
the same letter is not sent again, and the rightful reader still finds the code in the mailbox. Wrong guesses are
counted by address: past `GUESSES` in a day the codes of that address become too long to guess, and still open.
Unknown addresses go through the same steps, so that neither the answer nor its delay tells them apart.
"""

import hashlib
import time
from dataclasses import asdict, dataclass

from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from django.core.cache import cache

LIFE = 15 * 60
LETTERS = 3
BETWEEN_LETTERS = 60
DAY = 24 * 3600
GUESSES = 30
SHORT, LONG = 8, 20  # of 20 letters: 35 and 86 bits


@dataclass
class Code:
    value: str
    until: float
    letters: int = 0
    last_letter: float = 0


def _key(what: str, address: str) -> str:
    return f"code:{what}:{hashlib.sha256(address.strip().lower().encode()).hexdigest()}"


def _keep(address: str, code: Code) -> None:
    cache.set(_key("alive", address), asdict(code), max(1, code.until - time.time()))


def alive(address: str) -> Code | None:
    stored = cache.get(_key("alive", address))
    return Code(**stored) if stored else None


def ask(address: str) -> str:
    """The code of this address; a new one when none is alive."""
    code = alive(address)
    if code is None:
        length = LONG if guesses(address) >= GUESSES else SHORT
        code = Code(generate_user_code(length=length), time.time() + LIFE)
        _keep(address, code)
    return code.value


def letter_due(address: str) -> bool:
    """Whether to write now: at once, then not within a minute, and three times at most for one code."""
    code, now = alive(address), time.time()
    if code is None or code.letters >= LETTERS or now - code.last_letter < BETWEEN_LETTERS:
        return False
    code.letters, code.last_letter = code.letters + 1, now
    _keep(address, code)
    return True


def guesses(address: str) -> int:
    return cache.get(_key("guesses", address), 0)


def try_code(address: str, given: str) -> bool:
    """Whether this is the code; it then serves no more. A wrong one is counted."""
    code = alive(address)
    if code and compare_user_code(actual=given, expected=code.value):
        cache.delete(_key("alive", address))
        return True
    key = _key("guesses", address)
    cache.add(key, 0, DAY)
    if cache.incr(key) == GUESSES:
        cache.delete(_key("alive", address))  # the short code gives way to a long one
    return False
