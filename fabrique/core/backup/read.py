"""Putting a backup back: all of it proved before the first write, all of it written or nothing."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from typing import IO, Any, cast

from django.apps import apps
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, models, transaction

from fabrique.core.backup import rows
from fabrique.core.backup.files import stored_files
from fabrique.core.backup.seal import Damaged, SealedReader

BATCH = 200


class NotEmpty(Exception):
    """The place holds something and nobody said that it may go."""


class OtherVersion(Exception):
    """The backup was made by a version whose tables are not these. Arguments: its version, ours."""


@contextmanager
def members(source: Path, key: str) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """`(name, content)` of each member, in order. Anything the archive itself finds wrong is `Damaged`."""

    def walk(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
        for member in archive:
            content = archive.extractfile(member)
            if not member.isreg() or content is None:
                raise Damaged
            yield member.name, content

    with source.open("rb") as stream:
        sealed = SealedReader(stream, key)
        try:
            with tarfile.open(fileobj=sealed, mode="r|gz") as archive:
                yield walk(archive)
            while sealed.read(65536):  # to the end: the last piece is proved too
                pass
        except (tarfile.TarError, EOFError, OSError) as fault:
            raise Damaged from fault


def verify(source: Path, key: str = "") -> dict[str, Any]:
    """Read the whole backup and compare it with its manifest, which is given back."""
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    with members(source, key) as content:
        for name, stream in content:
            if name == "manifest.json":
                manifest = json.load(stream)
            else:
                found[name] = hashlib.file_digest(cast("Any", stream), "sha256").hexdigest()
    expected = {f"rows/{label}.jsonl": entry["sha256"] for label, entry in manifest.get("rows", {}).items()}
    expected |= {f"files/{name}": entry["sha256"] for name, entry in manifest.get("files", {}).items()}
    if not manifest or found != expected:
        raise Damaged
    return manifest


def restore(source: Path, key: str = "", *, replace: bool = False) -> dict[str, Any]:
    """Prove, compare the schemas, then write files and rows: a failure leaves an empty place empty.

    With `replace`, the rows of before come back after a failure, not the files that had already been overwritten.
    """
    manifest = verify(source, key)
    ours = rows.migrations("default")
    if manifest["migrations"] != ours:
        raise OtherVersion(manifest["version"], sorted(set(manifest["migrations"]) ^ set(ours))[:3])
    if not replace and not (is_empty() and holds_nothing_else(manifest["files"])):
        raise NotEmpty
    written: list[str] = []
    try:
        with transaction.atomic():
            empty()
            with members(source, key) as content:
                for name, stream in content:
                    put_back(name, stream, written)
            connection.check_constraints()
            reset_sequences()
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise
    for name in set(stored_files()) - set(manifest["files"]):
        default_storage.delete(name)
    return manifest


def put_back(name: str, stream: IO[bytes], written: list[str]) -> None:
    kind, _slash, rest = name.partition("/")
    if kind == "rows":
        insert(apps.get_model(rest.removesuffix(".jsonl")), stream)
    elif kind == "files":
        if default_storage.exists(rest):
            default_storage.delete(rest)
        else:
            written.append(rest)
        default_storage.save(rest, File(stream, name=rest))


def holds_nothing_else(files: dict[str, Any]) -> bool:
    """Whether the storage is empty, or holds these very files: moving to another database leaves them where they are."""
    return all(name in files and digest_of(name) == files[name]["sha256"] for name in stored_files())


def digest_of(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as stored:
        for piece in stored.chunks():
            digest.update(piece)
    return digest.hexdigest()


def insert(model: type[models.Model], stream: IO[bytes]) -> None:
    """As they were: dates of creation, computed fields and keys are not made again."""
    fields = rows.fields(model)
    size = min(BATCH, connection.ops.bulk_batch_size(fields, [None] * BATCH) or BATCH)
    for some in batched(stream, size):
        objects = [rows.object_of(model, line) for line in some]
        every: Any = model._base_manager.get_queryset()
        every._insert(objects, fields=fields, using="default", raw=True)


def is_empty() -> bool:
    return not any(model._base_manager.exists() for model in rows.kept())


def empty() -> None:
    """Remove every row, those that their table refuses to lose included: this is another instance from now on."""
    tables = [model._meta.db_table for model in rows.kept()]
    tables += [
        apps.get_model(label)._meta.db_table
        for label in rows.LEFT_OUT
        if label.startswith(("sessions", "usersessions", "core"))
    ]
    quoted = [connection.ops.quote_name(table) for table in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(quoted)} CASCADE")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        for table in quoted:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  names of our own tables
        for _name, sql in triggers:
            cursor.execute(sql)


def reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), rows.kept()):
            cursor.execute(statement)
