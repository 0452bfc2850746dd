"""Making a backup: one moment of the database, then the files it speaks of."""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage
from django.db import connection, connections, transaction
from django.utils import timezone

from fabrique.core.backup import rows
from fabrique.core.backup.files import stored_files
from fabrique.core.backup.read import verify
from fabrique.core.backup.seal import SealedWriter
from fabrique.core.version import VERSION

SNAPSHOT = "snapshot"


def backup(target: Path, key: str = "") -> dict[str, Any]:
    """Write the backup and read it again before giving it its name; gives its manifest.

    The database is seen at one moment. Files are never changed once stored, so that reading them afterwards is enough.
    """
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream, snapshot(target.parent) as alias:
            with SealedWriter(stream, key) as sealed, tarfile.open(fileobj=sealed, mode="w|gz") as archive:
                manifest = fill(archive, alias)
            stream.flush()
            os.fsync(stream.fileno())
        verify(partial, key)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


@contextmanager
def snapshot(folder: Path) -> Iterator[str]:
    """A second connection that sees one moment of the database, whatever is written meanwhile.

    SQLite: a copy made by its own backup, since a long read would hold every writer back on the rollback journal.
    """
    settings = deepcopy(connection.settings_dict)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as place:
        if connection.vendor == "sqlite":
            settings["NAME"] = copy_sqlite(Path(place) / "copy.sqlite3")
            settings["OPTIONS"] = {"transaction_mode": None}
        else:
            settings["OPTIONS"] = {"options": "-c default_transaction_read_only=on -c statement_timeout=0",
                                   "isolation_level": repeatable_read()}  # fmt: skip
        connections.databases[SNAPSHOT] = settings
        try:
            with transaction.atomic(using=SNAPSHOT):
                yield SNAPSHOT
        finally:
            connections[SNAPSHOT].close()
            del connections[SNAPSHOT]
            del connections.databases[SNAPSHOT]


def copy_sqlite(target: Path) -> str:
    import sqlite3  # noqa: PLC0415  only this engine needs it

    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
    target.chmod(0o600)
    return str(target)


def repeatable_read() -> Any:
    from django.db.backends.postgresql.psycopg_any import IsolationLevel  # noqa: PLC0415  only this engine needs it

    return IsolationLevel.REPEATABLE_READ


def fill(archive: tarfile.TarFile, alias: str) -> dict[str, Any]:
    manifest: dict[str, Any] = {
        "version": VERSION,
        "made_at": timezone.now().isoformat(),
        "engine": connection.vendor,
        "migrations": rows.migrations(alias),
        "rows": {},
        "files": {},
    }
    for model in rows.kept():
        label = model._meta.label
        manifest["rows"][label] = add(archive, f"rows/{label}.jsonl", partial(write_rows, model=model, alias=alias))
    for name in stored_files():
        manifest["files"][name] = add(archive, f"files/{name}", partial(write_file, name=name))
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    add(archive, "manifest.json", lambda out: out.write(text))
    return manifest


def add(archive: tarfile.TarFile, name: str, write: Callable[[BinaryIO], int]) -> dict[str, Any]:
    """One member; its size must be known first, so it waits on disk (in memory when small)."""
    with tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024) as waiting:
        count = write(cast("BinaryIO", waiting))
        member = tarfile.TarInfo(name)
        member.size = waiting.tell()
        waiting.seek(0)
        digest = hashlib.file_digest(waiting, "sha256").hexdigest()
        waiting.seek(0)
        archive.addfile(member, waiting)
    return {"count": count, "sha256": digest}


def write_rows(out: BinaryIO, model, alias: str) -> int:
    count = 0
    for line in rows.lines(model, alias):
        out.write(line)
        count += 1
    return count


def write_file(out: BinaryIO, name: str) -> int:
    size = 0
    with default_storage.open(name) as stored:
        for piece in stored.chunks():
            size += out.write(piece)
    return size
