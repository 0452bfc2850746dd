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
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fabrique.core import access, health, sealed, serving
from fabrique.core.backup.rows import kept
from fabrique.core.models import ReadingMonth
from fabrique.core.vault.router import KEYS

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
    sentence: str | Promise
    broken: Callable[[], Iterable[str]]


invariants: list[Invariant] = []


def invariant(sentence: str | Promise) -> Callable:
    """Register what must always be true; the function gives the public codes of what breaks it, none when all is well."""

    def register(broken: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
        invariants.append(Invariant(sentence, broken))
        return broken

    return register


def look(*, last_backup: str) -> list[Finding]:
    """Every check in turn. When the database does not answer, nothing after it can be asked."""
    if health.probe(health.database) != "ok":
        return [Finding("failing", _("La base ne répond pas."))]
    parts = (configuration(), engine(), integrity(), true_always(), sealed_words(), files(), disk(), clock(),
             backups(last_backup), vault(), access_log(), secrets(), worker())  # fmt: skip
    return [finding for part in parts for finding in part]


def configuration() -> Iterator[Finding]:
    faults = checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    yield from (Finding("failing", f"{fault.id} : {fault.msg}") for fault in faults if fault.is_serious())
    if settings.PRODUCTION and serving.holds_demonstration():
        yield Finding("failing", _("La démonstration est dans une base de production."))
    if not [fault for fault in faults if fault.is_serious()]:
        yield Finding("ok", _("Réglages cohérents (%(env)s).") % {"env": settings.FABRIQUE_ENV})


def asked(statement: str, alias: str = DEFAULT_DB_ALIAS) -> list[tuple]:
    with connections[alias].cursor() as cursor:
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


def sealed_words() -> Iterator[Finding]:
    """Without its key, a word is lost: better known before the old key is thrown away."""
    lost = sealed.unreadable()
    if lost:
        sentence = _("%(n)d textes scellés ne s’ouvrent avec aucune clé de SERVER_KEYS : %(first)s.")
        yield Finding("failing", sentence % {"n": len(lost), "first": ", ".join(lost[:3])})
    else:
        yield Finding("ok", _("Chaque texte scellé s’ouvre avec les clés du serveur."))


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


def made_keys() -> list[Path]:
    return [settings.BASE / "var" / name for name in ("secret-key", "server-key")]


def vault() -> Iterator[Finding]:
    """The keys lie apart from the data, and their store is whole."""
    if keys_with_the_data():
        yield Finding("failing", _("Les clés du coffre sont avec les données : donnez-leur une base à part, KEYS_URL."))
    elif connections[KEYS].vendor == "sqlite" and asked("PRAGMA integrity_check(1)", KEYS) != [("ok",)]:
        yield Finding("failing", _("La base des clés du coffre est abîmée : remettez sa dernière sauvegarde."))
    else:
        yield Finding("ok", _("Les clés du coffre ont leur base, à part des données."))


def access_log() -> Iterator[Finding]:
    """Nothing in it was altered, moved, taken out or cut off; its head is what an operator may keep elsewhere."""
    if keys_with_the_data():
        return  # said above; its anchors lie with the keys
    broken = list(access.faults())
    if broken:
        sentence = _(
            "Le registre des lectures du coffre a été modifié : %(places)s. Gardez une copie de la base et cherchez qui."
        )
        yield Finding("failing", sentence % {"places": ", ".join(broken[:5])})
        return
    last = ReadingMonth.objects.order_by("month").last()
    yield Finding("ok", _("Registre des lectures du coffre intact%(head)s.")
                  % {"head": f" ({last}, {last.count}, {last.head[:16]})" if last else ""})  # fmt: skip


def keys_with_the_data() -> bool:
    place = ("ENGINE", "HOST", "PORT", "NAME")
    data, keys = (connections[alias].settings_dict for alias in (DEFAULT_DB_ALIAS, KEYS))
    return data["NAME"] != ":memory:" and all(str(data.get(name)) == str(keys.get(name)) for name in place)


def secrets() -> Iterator[Finding]:
    """Files that hold everything: the keys made for a demonstration, the databases of SQLite."""
    databases = [Path(str(c.settings_dict["NAME"])) for c in connections.all() if c.vendor == "sqlite"]
    held = [path for path in (*made_keys(), *databases) if path.is_file()]
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
