"""`fabrique check`: what an instance can prove of itself. Areas add what must always be true with `@invariant`."""

import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import health, serving
from fabrique.core.backup.rows import kept

BACKUP_AGE = timedelta(hours=26)
CLOCK_GAP = timedelta(seconds=60)
FREE_SHARE = 0.1
MENDED_SQLITE = (3, 51, 3)


@dataclass(frozen=True)
class Finding:
    """`level` is ok, warning (to be looked at) or failing (the command says no)."""

    level: str
    sentence: str


@dataclass(frozen=True)
class Invariant:
    sentence: str
    broken: Callable[[], Iterable[str]]


invariants: list[Invariant] = []


def invariant(sentence: str) -> Callable:
    """Register what must always be true; the function gives the public codes of what breaks it, none when all is well."""

    def register(broken: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
        invariants.append(Invariant(sentence, broken))
        return broken

    return register


def look(*, last_backup: str) -> list[Finding]:
    """Every check in turn. When the database does not answer, nothing after it can be asked."""
    if health.probe(health.database) != "ok":
        return [Finding("failing", _("La base ne répond pas."))]
    parts = (configuration(), engine(), integrity(), true_always(), files(), disk(), clock(), backups(last_backup),
             secrets(), worker())  # fmt: skip
    return [finding for part in parts for finding in part]


def configuration() -> Iterator[Finding]:
    faults = checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    yield from (Finding("failing", f"{fault.id} : {fault.msg}") for fault in faults if fault.is_serious())
    if settings.PRODUCTION and serving.holds_demonstration():
        yield Finding("failing", _("La démonstration est dans une base de production."))
    if not [fault for fault in faults if fault.is_serious()]:
        yield Finding("ok", _("Réglages cohérents (%(env)s).") % {"env": settings.FABRIQUE_ENV})


def asked(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def engine() -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        version = asked("SHOW server_version_num")[0][0]
        yield Finding(
            "ok" if int(version) >= 150000 else "failing", f"PostgreSQL {asked('SHOW server_version')[0][0]}."
        )
        return
    journal = asked("PRAGMA journal_mode")[0][0]
    full = asked("PRAGMA synchronous")[0][0] == 2
    mended = sqlite3.sqlite_version_info >= MENDED_SQLITE
    why = (
        _("la version répare la faute du journal WAL")
        if mended
        else _("avant 3.51.3, le journal WAL peut abîmer la base")
    )
    yield Finding("ok", _("SQLite %(version)s, journal %(journal)s : %(why)s.")
                  % {"version": sqlite3.sqlite_version, "journal": journal, "why": why})  # fmt: skip
    if not full:
        yield Finding(
            "failing", _("synchronous n’est pas FULL : une coupure de courant perdrait des actes enregistrés.")
        )


def integrity() -> Iterator[Finding]:
    faults = sqlite_faults() if connection.vendor == "sqlite" else postgresql_faults()
    yield from (Finding("failing", fault) for fault in faults)
    if not faults:
        yield Finding("ok", _("Base intègre : structure, clés, contraintes."))


def sqlite_faults() -> list[str]:
    """Structure, unique keys and CHECK constraints are in `integrity_check`; foreign keys apart."""
    found = [row[0] for row in asked("PRAGMA integrity_check(20)") if row[0] != "ok"]
    return found + [f"{row[0]} {row[1]} → {row[2]}" for row in asked("PRAGMA foreign_key_check")[:20]]


def postgresql_faults() -> list[str]:
    """Constraints not validated; with the extension amcheck, every index against its table."""
    found = [str(row[0]) for row in asked("SELECT conname FROM pg_constraint WHERE NOT convalidated")]
    if asked("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"):
        found += broken_indexes()
    return found


def broken_indexes() -> list[str]:
    found = []
    for (name,) in asked("SELECT c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam "
                         "WHERE a.amname = 'btree' AND c.relnamespace = 'public'::regnamespace"):  # fmt: skip
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT bt_index_check(%s::regclass, true)", [name])
        except Exception as fault:  # noqa: BLE001  the report goes on with the next index
            found.append(f"{name} : {type(fault).__name__}")
    return found


def true_always() -> Iterator[Finding]:
    for rule in invariants:
        broken = list(rule.broken())[:5]
        yield Finding("failing" if broken else "ok", f"{rule.sentence} {', '.join(broken)}".strip())


def files() -> Iterator[Finding]:
    missing = [name for model in kept() for name in stored_names(model) if not default_storage.exists(name)]
    sentence = _("Fichiers absents du stockage : %(names)s.") % {"names": ", ".join(missing[:5])}
    yield (
        Finding("failing", sentence) if missing else Finding("ok", _("Chaque fichier enregistré est dans le stockage."))
    )


def stored_names(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:  # noqa: SLF001
        if isinstance(field, models.FileField):
            rows = model._base_manager.exclude(**{field.name: ""}).order_by("pk")  # noqa: SLF001
            yield from rows.values_list(field.name, flat=True)


def disk() -> Iterator[Finding]:
    usage = shutil.disk_usage(settings.MEDIA_ROOT if settings.MEDIA_ROOT.exists() else settings.BASE)
    share = usage.free / usage.total
    sentence = _("Place libre : %(share)d %% (%(free)d Gio).") % {"share": share * 100, "free": usage.free >> 30}
    yield Finding("ok" if share >= FREE_SHARE else "failing", sentence)


def clock() -> Iterator[Finding]:
    """Against the database's own when it is another machine; against the version of this code otherwise."""
    now = timezone.now()
    newest = datetime.fromtimestamp(Path(__file__).stat().st_mtime, tz=now.tzinfo)
    other = asked("SELECT now()")[0][0] if connection.vendor == "postgresql" else max(now, newest)
    gap = abs(now - other)
    yield Finding(
        "ok" if gap < CLOCK_GAP else "failing", _("Horloge : %(gap)d s d’écart.") % {"gap": gap.total_seconds()}
    )


def backups(last: str) -> Iterator[Finding]:
    if not settings.PRODUCTION:
        return
    age = timezone.now() - datetime.fromisoformat(last) if last else None
    if age is None:
        yield Finding("warning", _("Jamais sauvegardée : lancez « fabrique backup » chaque nuit."))
    else:
        level = "ok" if age < BACKUP_AGE else "warning"
        yield Finding(level, _("Dernière sauvegarde il y a %(hours)d h.") % {"hours": age.total_seconds() / 3600})


def secrets() -> Iterator[Finding]:
    """Files that hold everything: the key made for a demonstration, the database of SQLite."""
    database = connection.settings_dict["NAME"] if connection.vendor == "sqlite" else ""
    held = [path for path in (settings.BASE / "var" / "secret-key", Path(str(database))) if database and path.is_file()]
    open_ones = [path.name for path in held if stat.S_IMODE(path.stat().st_mode) & 0o077]
    for name in open_ones:
        level = "failing" if settings.PRODUCTION else "warning"
        yield Finding(level, _("%(name)s peut être lu par d’autres comptes : chmod 600.") % {"name": name})
    if not open_ones:
        yield Finding("ok", _("Les fichiers secrets ne sont lus que par ce compte."))


def worker() -> Iterator[Finding]:
    state = health.probe(health.worker)
    yield (
        Finding("ok", _("L’ouvrier travaille.")) if state == "ok" else Finding("warning", _("L’ouvrier ne répond pas."))
    )
