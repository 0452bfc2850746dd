"""Keys of persons: made once, opened by a passphrase or a recovery sheet, closed after a while without use.

A passphrase and a sheet that are both lost are lost for good, and the words with them: nobody can give them back.
"""

import hashlib
import secrets
import unicodedata
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fabrique.core.vault import sealing
from fabrique.core.vault.models import KeyPair, Opening
from fabrique.core.vault.router import KEYS
from fabrique.core.vault.sealing import Cost, DoesNotOpen

SHORTEST = 16
IDLE = timedelta(minutes=30)
NOTED_EVERY = timedelta(minutes=1)  # between two writes of how long a vault stays open


class TooShort(Exception):
    """Of a passphrase: it guards more than an account, and nobody counts the tries of who stole the disk."""


class AlreadyThere(Exception):
    """The person has keys: making others would lose what the first ones open."""


class Wrong(Exception):
    """This passphrase, or this sheet, opens nothing."""


class Altered(Exception):
    """The public half in the store is not that of this private key: somebody would be given what is meant for its holder."""


def typed(passphrase: str) -> str:
    """The same phrase whatever the keyboard: how accents are composed and how many spaces part the words do not count."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def sealed_private(holder: str, private: bytes, passphrase: str) -> dict:
    """Fields of a pair that a passphrase opens. Raises `TooShort`."""
    if len(typed(passphrase)) < SHORTEST:
        raise TooShort
    salt, cost = secrets.token_bytes(sealing.SALT), Cost(**settings.VAULT_COST)
    key = sealing.stretched(typed(passphrase), salt, cost)
    return {"by_passphrase": sealing.seal(key, private, f"passphrase|{holder}"), "salt": salt, "memory": cost.memory,
            "rounds": cost.rounds, "lanes": cost.lanes}  # fmt: skip


def sealed_for_sheet(holder: str, private: bytes) -> tuple[str, bytes]:
    sheet = sealing.new_sheet()
    return sheet, sealing.seal(sealing.sheet_key(sheet), private, f"sheet|{holder}")


def make(holder: str, passphrase: str) -> str:
    """Give the words of the recovery sheet, once. Raises `TooShort` and `AlreadyThere`."""
    private, public = sealing.new_pair()
    fields = sealed_private(holder, private, passphrase)
    sheet, by_sheet = sealed_for_sheet(holder, private)
    _pair, made = KeyPair.objects.get_or_create(
        holder=holder, defaults=fields | {"public": public, "by_sheet": by_sheet}
    )
    if not made:
        raise AlreadyThere
    return sheet


def pair_of(holder: str) -> KeyPair:
    """Raises `Wrong`: without keys, nothing opens."""
    pair = KeyPair.objects.filter(holder=holder).first()
    if pair is None:
        raise Wrong
    return pair


def private_of(pair: KeyPair, passphrase: str) -> bytes:
    """Raises `Wrong` and `Altered`."""
    key = sealing.stretched(typed(passphrase), bytes(pair.salt), Cost(pair.memory, pair.rounds, pair.lanes))
    try:
        private = sealing.unseal(key, pair.by_passphrase, f"passphrase|{pair.holder}")
    except DoesNotOpen:
        raise Wrong from None
    return unaltered(pair, private)


def unaltered(pair: KeyPair, private: bytes) -> bytes:
    """Raises `Altered`."""
    if sealing.public_of(private) != bytes(pair.public):
        raise Altered(pair.holder)
    return private


def change_passphrase(holder: str, *, old: str, new: str) -> None:
    """Closes the vault wherever it was open. Raises `Wrong` and `TooShort`."""
    pair = pair_of(holder)
    renew(pair, sealed_private(holder, private_of(pair, old), new))


def renew_sheet(holder: str, passphrase: str) -> str:
    """Another sheet for whoever lost theirs; the one before is worth nothing. Raises `Wrong`."""
    pair = pair_of(holder)
    sheet, by_sheet = sealed_for_sheet(holder, private_of(pair, passphrase))
    KeyPair.objects.filter(pk=pair.pk).update(by_sheet=by_sheet, sheet_kept_at=None)
    return sheet


def keep_sheet(holder: str) -> None:
    KeyPair.objects.filter(holder=holder).update(sheet_kept_at=timezone.now())


def recover(holder: str, *, sheet: str, passphrase: str) -> str:
    """A new passphrase from the sheet, which is then worth nothing: gives the words of the next one.

    Raises `Wrong` and `TooShort`.
    """
    pair = pair_of(holder)
    try:
        private = sealing.unseal(sealing.sheet_key(sheet), pair.by_sheet, f"sheet|{holder}")
    except DoesNotOpen:
        raise Wrong from None
    unaltered(pair, private)
    next_sheet, by_sheet = sealed_for_sheet(holder, private)
    renew(pair, sealed_private(holder, private, passphrase) | {"by_sheet": by_sheet, "sheet_kept_at": None})
    return next_sheet


@transaction.atomic(using=KEYS)
def renew(pair: KeyPair, fields: dict) -> None:
    KeyPair.objects.filter(pk=pair.pk).update(**fields)
    pair.openings.all().delete()


def open_vault(holder: str, passphrase: str) -> str:
    """Give the token that the browser keeps: without it the server opens nothing. Raises `Wrong`."""
    pair = pair_of(holder)
    private = private_of(pair, passphrase)
    token = secrets.token_urlsafe(32)
    Opening.objects.create(
        token=named(token), holder=pair, sealed=sealing.seal(token_key(token), private, f"opening|{holder}"),
        until=timezone.now() + IDLE,
    )  # fmt: skip
    return token


def named(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_key(token: str) -> bytes:
    return sealing.drawn(token.encode(), "opening")


def opened(holder: str, token: str) -> bytes | None:
    """The private key, if this token opened this person's vault less than half an hour ago; using it goes on."""
    opening = opening_of(holder, token)
    if opening is None:
        return None
    try:
        private = sealing.unseal(token_key(token), opening.sealed, f"opening|{holder}")
    except DoesNotOpen:
        return None
    until = timezone.now() + IDLE
    if until - opening.until > NOTED_EVERY:
        Opening.objects.filter(pk=opening.pk).update(until=until)
    return private


def opening_of(holder: str, token: str) -> Opening | None:
    return Opening.objects.alive().filter(token=named(token), holder__holder=holder).first()


def lock(token: str) -> None:
    Opening.objects.filter(token=named(token)).delete()


def lock_all(holder: str) -> None:
    """Wherever it is open: the person left, changed, or lost a computer."""
    Opening.objects.filter(holder__holder=holder).delete()


def sweep() -> int:
    """Forget what was open and is no longer; gives how many."""
    return Opening.objects.filter(until__lte=timezone.now()).delete()[0]
