"""A recovery sheet on the screen, once: nothing of it is kept, the page itself carries what proves that it was copied."""

import secrets
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from fabrique.core.vault.sealing import signs_of

SALT = "fabrique.keyring.sheet"
LIFE = 12 * 3600


@dataclass(frozen=True)
class Sheet:
    groups: tuple[str, ...]
    number: int  # of the group to type again, from 1
    proof: str


def shown(sheet: str, holder: str) -> Sheet:
    groups = tuple(sheet.split("-"))
    number = secrets.randbelow(len(groups)) + 1
    proof = signing.dumps({"n": number, "of": digest(holder, groups[number - 1])}, salt=SALT)
    return Sheet(groups, number, proof)


def digest(holder: str, group: str) -> str:
    return salted_hmac(SALT, f"{holder}|{signs_of(group)}", algorithm="sha256").hexdigest()


def read(proof: str) -> dict:
    """Empty when it was not signed here, or too long ago."""
    try:
        found = signing.loads(proof, salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def is_of(proof: str, holder: str, group: str) -> bool:
    return constant_time_compare(str(read(proof).get("of", "")), digest(holder, group))
