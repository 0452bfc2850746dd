"""Words that the database holds sealed under a key of the server (design 3; ADR 0070).

    text = SealedText()

reads and writes like any text; what lies in the database, its backups and its copies is AES-256-GCM. The key is in
`SERVER_KEYS`, apart from `SECRET_KEY` and from every backup: the first of the list seals, each of them opens. Sealed
text cannot be searched, sorted or compared, only found empty: asking more is an error, not a wrong answer. An empty
text stays empty, so that a constraint can ask for words. It protects from whoever holds the database, not from
whoever holds the server.
"""

import base64
import hashlib
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.functions import Cast

MARK = "sealed-1"
NONCE = 12


class Unreadable(Exception):
    """No key of the server opens these words: the key was lost, or the row was changed or moved."""


class Ciphertext(str):
    """What lies in the database, on its way to a backup or back from it: never sealed twice."""

    __slots__ = ()


@cache
def cipher(key: str) -> tuple[str, AESGCM]:
    """The short name of a key, which tells nothing of it, and what seals with it."""
    secret = HKDF(algorithm=SHA256(), length=32, salt=None, info=MARK.encode()).derive(key.encode())
    return hashlib.sha256(b"name of " + secret).hexdigest()[:8], AESGCM(secret)


def keys() -> list[tuple[str, AESGCM]]:
    return [cipher(key) for key in settings.SERVER_KEYS]


def seal(text: str, place: str) -> Ciphertext:
    """`place` is the column: sealed words put in another one do not open there."""
    name, box = keys()[0]
    nonce = os.urandom(NONCE)
    sealed = base64.urlsafe_b64encode(nonce + box.encrypt(nonce, text.encode("utf-8", "surrogatepass"), place.encode()))
    return Ciphertext(f"{MARK}:{name}:{sealed.decode()}")


def unseal(stored: str, place: str) -> str:
    mark, _colon, rest = stored.partition(":")
    name, _colon, body = rest.partition(":")
    box = dict(keys()).get(name)
    if mark != MARK or box is None:
        raise Unreadable(place)
    try:
        raw = base64.urlsafe_b64decode(body)
        return box.decrypt(raw[:NONCE], raw[NONCE:], place.encode()).decode("utf-8", "surrogatepass")
    except (InvalidTag, ValueError) as fault:
        raise Unreadable(place) from fault


class SealedText(models.TextField):
    """A text sealed under the server's key (R556, R560, R565)."""

    @property
    def place(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"  # noqa: SLF001

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return unseal(value, self.place) if value else value

    def get_prep_value(self, value: Any) -> Any:
        value = value if isinstance(value, Ciphertext) else super().get_prep_value(value)
        return seal(value, self.place) if value and not isinstance(value, Ciphertext) else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Each sealing differs: only « empty » and « absent » can be asked of the database."""
        found = {"exact": OnlyEmpty, "isnull": super().get_lookup("isnull")}.get(lookup_name)
        if found is None:
            raise FieldError(f"{self.place} is sealed: the database cannot answer « {lookup_name} ».")
        return found


class OnlyEmpty(models.lookups.Exact):
    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError(f"{self.lhs.output_field.place} is sealed: compare the words once they are read.")
        return ""


def sealed_fields() -> Iterator[SealedText]:
    for model in apps.get_models():
        yield from (field for field in model._meta.local_concrete_fields if isinstance(field, SealedText))  # noqa: SLF001


def as_stored(field: models.Field, name: str) -> Any:
    """How to read a column as it lies in the database."""
    return Cast(models.F(name), models.TextField()) if isinstance(field, SealedText) else name


def stored_rows(field: SealedText) -> Iterator[tuple[Any, str]]:
    """Row numbers and sealed words, not empty."""
    rows = field.model._base_manager.annotate(sealed=as_stored(field, field.name)).order_by("pk")  # noqa: SLF001
    yield from ((pk, text) for pk, text in rows.values_list("pk", "sealed").iterator() if text)


def unreadable() -> list[str]:
    """`place pk` of what no key opens, asked by `fabrique check`."""
    found = []
    for field in sealed_fields():
        for pk, text in stored_rows(field):
            try:
                unseal(text, field.place)
            except Unreadable:
                found.append(f"{field.place} {pk}")
    return found


def reseal() -> int:
    """Seal again, under the first key, all that an older one seals; how many texts were."""
    count, (current, _box) = 0, keys()[0]
    for field in sealed_fields():
        for pk, text in list(stored_rows(field)):
            if not text.startswith(f"{MARK}:{current}:"):
                again = seal(unseal(text, field.place), field.place)
                field.model._base_manager.filter(pk=pk).update(**{field.name: again})  # noqa: SLF001
                count += 1
    return count
