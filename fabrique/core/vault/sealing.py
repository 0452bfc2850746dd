"""The primitives, and nothing that knows a person or a table.

AES-256-GCM seals; the place of what is sealed is authenticated with it, so that a row copied into another does not
open. X25519 and HKDF-SHA-256 wrap a key for somebody who is not there. Argon2id stretches a passphrase.
"""

import os
import secrets
import threading
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fabrique.core.db import ALPHABET

KEY, NONCE, SALT = 32, 12, 16
# what a database gives back for bytes
Stored = bytes | memoryview
# 36 signs of 27: 171 bits, read aloud and copied by hand in groups of four
SHEET_GROUPS, SHEET_SIGNS = 9, 4
# each stretching takes the memory of its cost: two at once, the others wait their turn
_turns = threading.BoundedSemaphore(2)


class DoesNotOpen(Exception):
    """Not with this key, not at this place, or no longer what was sealed."""


@dataclass(frozen=True)
class Cost:
    """Of one try at a passphrase: memory in KiB."""

    memory: int
    rounds: int
    lanes: int = 1


def new_key() -> bytes:
    return os.urandom(KEY)


def seal(key: bytes, words: bytes, place: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, words, place.encode())


def unseal(key: bytes, sealed: Stored, place: str) -> bytes:
    """Raises `DoesNotOpen`."""
    try:
        return AESGCM(key).decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), place.encode())
    except (InvalidTag, ValueError) as fault:
        raise DoesNotOpen(place) from fault


def drawn(secret: bytes, use: str, salt: bytes = b"") -> bytes:
    """A key for one use, drawn from a secret that is already hard to guess."""
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=f"fabrique vault 1 {use}".encode()).derive(secret)


def new_pair() -> tuple[bytes, bytes]:
    """`(private, public)`."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def wrap(public: bytes, key: bytes, place: str) -> bytes:
    """For the holder of the private key alone, who need not be there."""
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return sender + seal(drawn(shared, "wrap", sender + public), key, place)


def unwrap(private: bytes, wrapped: Stored, place: str) -> bytes:
    """Raises `DoesNotOpen`."""
    mine = X25519PrivateKey.from_private_bytes(private)
    sender, sealed = bytes(wrapped[:KEY]), wrapped[KEY:]
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as fault:
        raise DoesNotOpen(place) from fault
    return unseal(drawn(shared, "wrap", sender + mine.public_key().public_bytes_raw()), sealed, place)


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Slow on purpose: a guess costs as much as an entry."""
    with _turns:
        return hash_secret_raw(passphrase.encode(), salt, cost.rounds, cost.memory, cost.lanes, KEY, Type.ID)


def new_sheet() -> str:
    """The words of a recovery sheet: nine groups of four signs, printed once, kept by nobody here."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(SHEET_SIGNS)) for _ in range(SHEET_GROUPS))
    return "-".join(groups)


def signs_of(sheet: str) -> str:
    return "".join(sign for sign in sheet.lower() if sign in ALPHABET)


def sheet_key(sheet: str) -> bytes:
    """However it was typed: capitals, spaces and dashes do not count."""
    return drawn(signs_of(sheet).encode(), "sheet")
