"""Rows as lines of JSON, the same whatever the engine: what goes in, in which order, and back."""

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.migrations.recorder import MigrationRecorder
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

from fabrique.core.sealed import Ciphertext, SealedText, as_stored

# left out, each for its reason; `vault_keys` on a model says that its rows open what is confidential
LEFT_OUT = {
    "sessions.Session": "everybody signs in again",
    "usersessions.UserSession": "goes with the sessions",
    "core.Heartbeat": "who is alive now",
    "contenttypes.ContentType": "made again by the migrations",
    "auth.Permission": "made again by the migrations",
}


def kept() -> list[type[models.Model]]:
    """Models whose rows are kept, links between two included, in a fixed order."""
    found = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    return [m for m in found if m._meta.label not in LEFT_OUT and not getattr(m, "vault_keys", False)]


def fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def lines(model: type[models.Model], alias: str) -> Iterator[bytes]:
    """One line a row, in the order of the key. What is sealed stays sealed: its key is not in a backup."""
    names = [as_stored(field, field.attname) for field in fields(model)]
    rows = model._base_manager.using(alias).order_by(model._meta.pk.attname).values_list(*names)
    for row in rows.iterator(chunk_size=500):
        text = json.dumps(row, default=plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield text.encode("utf-8", "surrogatepass") + b"\n"


def plain(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"{type(value)} cannot be kept")


def object_of(model: type[models.Model], line: bytes) -> models.Model:
    values = json.loads(line.decode("utf-8", "surrogatepass"))
    given = {field.attname: value_of(field, value) for field, value in zip(fields(model), values, strict=True)}
    return model(**given)


def value_of(field: models.Field, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, SealedText):
        return Ciphertext(value)
    if isinstance(field, models.DurationField):
        return parse_duration(value)
    if isinstance(field, (models.JSONField, models.FileField)):
        return value
    return field.to_python(value)


def migrations(alias: str) -> list[str]:
    """The state of the schema: what must be the same where the rows are put back."""
    from django.db import connections  # noqa: PLC0415  read where it is used, the alias may be made a moment before

    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
