"""The keys of the vault, in a file of their own that is worth thirty days: what was erased stays erased (design 5).

Every key in it is wrapped or sealed: the file alone opens nothing. It never goes with the backup of the house.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from fabrique.core.backup import rows
from fabrique.core.backup.read import NotEmpty, OtherVersion
from fabrique.core.backup.seal import Damaged, SealedReader, SealedWriter
from fabrique.core.vault.router import KEYS
from fabrique.core.version import VERSION

KEPT = timedelta(days=30)
# what is open in a browser is closed by a restore
LEFT_OUT = "vault.Opening"


class TooOld(Exception):
    """What was erased since would come back to life."""


def kept() -> list[type[models.Model]]:
    """Holders before what is theirs."""
    found = [model for model in apps.get_app_config("vault").get_models() if model._meta.label != LEFT_OUT]
    return sorted(found, key=lambda model: model._meta.label != "vault.KeyPair")


def backup_keys(target: Path, key: str = "") -> int:
    """Gives how many keys were written; the file has its name only when it is whole."""
    partial = target.with_name(f"{target.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    count = 0
    try:
        with os.fdopen(descriptor, "wb") as stream:
            with SealedWriter(stream, key) as sealed, transaction.atomic(using=KEYS):
                head = {"version": VERSION, "made_at": timezone.now().isoformat(), "migrations": rows.migrations(KEYS)}
                sealed.write(json.dumps(head).encode() + b"\n")
                for model in kept():
                    for line in rows.lines(model, KEYS):
                        sealed.write(f"{model._meta.label} ".encode() + line)
                        count += 1
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return count


def restore_keys(source: Path, key: str = "", *, replace: bool = False) -> int:
    """All of it or nothing. Raises `TooOld` after thirty days, `NotEmpty`, `OtherVersion`, and as a backup does."""
    with source.open("rb") as stream:
        content = SealedReader(stream, key).read()
    lines = content.splitlines(keepends=True)
    try:
        head = json.loads(lines[0])
        made_at = datetime.fromisoformat(head["made_at"])
    except (ValueError, KeyError, IndexError) as fault:
        raise Damaged from fault
    if timezone.now() - made_at > KEPT:
        raise TooOld(head["made_at"][:10])
    if head["migrations"] != rows.migrations(KEYS):
        raise OtherVersion(head["version"])
    with transaction.atomic(using=KEYS):
        if not replace and any(model._base_manager.exists() for model in kept()):
            raise NotEmpty
        for model in [apps.get_model(LEFT_OUT), *reversed(kept())]:
            model._base_manager.all().delete()
        for one in objects(lines[1:]):
            one.save_base(raw=True, force_insert=True, using=KEYS)
    return len(lines) - 1


def objects(lines: list[bytes]) -> Iterator[Any]:
    for line in lines:
        label, _space, row = line.partition(b" ")
        yield rows.object_of(apps.get_model(label.decode()), row)
