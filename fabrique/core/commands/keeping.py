"""Keep the house: back it up, put it back, look at its health, give its public data."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from fabrique.core import access, instance, public_data, sealed, selfcheck
from fabrique.core import backup as backups
from fabrique.core.backup.read import NotEmpty, OtherVersion
from fabrique.core.cli import Refusal, argument, command, words

LAST_BACKUP = "last_backup_at"
MARKS = {"ok": "✓", "warning": "!", "failing": "✗"}


def key() -> str:
    """`BACKUP_KEY`, or nothing; never an argument, which other accounts of the machine could read."""
    given = os.environ.get("BACKUP_KEY", "").strip()
    if given and len(given) < backups.SHORTEST_KEY:
        raise Refusal(words("BACKUP_KEY : il faut au moins trente-deux signes, gardés ailleurs que la sauvegarde.",
                            "BACKUP_KEY: at least thirty-two signs are needed, kept elsewhere than the backup."))  # fmt: skip
    return given


@command(
    "backup", "sauvegarde toute l’instance dans un fichier", "back the whole instance up in one file",
    argument("file", type=Path, metavar="FILE"),
    argument("--keys", action="store_true", help=words("les clés du coffre, et rien d’autre : à garder trente jours",
                                                       "the keys of the vault and nothing else: to be kept thirty days")),
)  # fmt: skip
def backup(arguments):
    target, secret = arguments.file.absolute(), key()
    if target.exists():
        raise Refusal(
            words(f"{target} existe déjà : donnez un autre nom.", f"{target} exists already: give another name.")
        )
    try:
        if arguments.keys:
            count = backups.backup_keys(target, secret)
            print(words(f"{target} : {count} clés. À détruire dans trente jours ; ne le gardez pas avec les données.",
                        f"{target}: {count} keys. To be destroyed in thirty days; do not keep it with the data."))  # fmt: skip
            return
        manifest = backups.backup(target, secret)
    except OSError as fault:
        raise Refusal(words(f"La sauvegarde n’a pas pu être écrite : {fault.strerror}. Rien n’est resté.",
                            f"The backup could not be written: {fault.strerror}. Nothing was left.")) from fault  # fmt: skip
    instance.write(**{LAST_BACKUP: timezone.now().isoformat()})
    count = sum(entry["count"] for entry in manifest["rows"].values())
    print(words(f"{target} : {count} lignes, {len(manifest['files'])} fichiers, relus et conformes.",
                f"{target}: {count} rows, {len(manifest['files'])} files, read again and true."))  # fmt: skip
    if not secret:
        print(words("Attention : non chiffrée, faute de BACKUP_KEY. Qui lit ce fichier lit tout.",
                    "Beware: not encrypted, for want of BACKUP_KEY. Whoever reads this file reads everything."))  # fmt: skip


@command(
    "restore", "remet une sauvegarde en place", "put a backup back",
    argument("file", type=Path, metavar="FILE"),
    argument("--replace", action="store_true", help=words("efface d’abord ce qui est là", "erase first what is there")),
    argument("--keys", action="store_true", help=words("un fichier de clés du coffre", "a file of keys of the vault")),
)  # fmt: skip
def restore(arguments):
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    try:
        if arguments.keys:
            count = backups.restore_keys(arguments.file, key(), replace=arguments.replace)
            print(words(f"{count} clés remises en place.", f"{count} keys put back."))
            return
        manifest = backups.restore(arguments.file, key(), replace=arguments.replace)
        access.agree()
    except FileNotFoundError as fault:
        raise Refusal(words(f"{arguments.file} n’existe pas.", f"{arguments.file} does not exist.")) from fault
    except backups.WrongKey as fault:
        raise Refusal(words("Cette sauvegarde est chiffrée et BACKUP_KEY n’est pas sa clé. Rien n’a été changé.",
                            "This backup is encrypted and BACKUP_KEY is not its key. Nothing was changed.")) from fault  # fmt: skip
    except backups.Damaged as fault:
        raise Refusal(words("Cette sauvegarde est abîmée ou incomplète : prenez-en une autre. Rien n’a été changé.",
                            "This backup is damaged or incomplete: take another. Nothing was changed.")) from fault  # fmt: skip
    except backups.TooOld as fault:
        raise Refusal(words(f"Ces clés datent du {fault.args[0]} : passé trente jours, ce qui a été effacé reviendrait.",
                            f"These keys are of {fault.args[0]}: after thirty days, what was erased would come back.")) from fault  # fmt: skip
    except NotEmpty as fault:
        raise Refusal(words("Cette base n’est pas vide. Donnez une base neuve, ou --replace pour effacer celle-ci.",
                            "This database is not empty. Give a new one, or --replace to erase it.")) from fault  # fmt: skip
    except OtherVersion as fault:
        raise Refusal(words(
            f"Cette sauvegarde vient de la version {fault.args[0]}, dont les tables diffèrent. Restaurez-la avec cette"
            " version, puis mettez à jour.",
            f"This backup comes from version {fault.args[0]}, whose tables differ. Restore it with that version, then"
            " upgrade.")) from fault  # fmt: skip
    print(words(f"Sauvegarde du {manifest['made_at'][:16]} remise en place ; chacun se connecte à nouveau.",
                f"Backup of {manifest['made_at'][:16]} put back; everybody signs in again."))  # fmt: skip


@command("check", "vérifie les réglages et l’intégrité", "check the settings and the integrity")
def check(_arguments):
    findings = selfcheck.look(last_backup=instance.values().get(LAST_BACKUP, ""))
    for finding in findings:
        print(f"{MARKS[finding.level]} {finding.sentence}")
    if any(finding.level == "failing" for finding in findings):
        raise Refusal(words("Quelque chose ne va pas : voir les lignes ✗.", "Something is wrong: see the lines ✗."))


@command(
    "export", "écrit les données publiques dans un fichier zip", "write the public data in a zip file",
    argument("file", type=Path, metavar="FILE"),
)  # fmt: skip
def export(arguments):
    count = public_data.write(arguments.file)
    print(words(f"{arguments.file} : {count} objets publics.", f"{arguments.file}: {count} public objects."))


@command("reseal", "scelle à nouveau, avec la première clé de SERVER_KEYS", "seal again, with the first of SERVER_KEYS")
def reseal(_arguments):
    try:
        with transaction.atomic():
            count = sealed.reseal()
    except sealed.Unreadable as fault:
        raise Refusal(words(f"Une clé manque dans SERVER_KEYS : {fault} ne s’ouvre pas. Rien n’a été changé.",
                            f"A key is missing from SERVER_KEYS: {fault} does not open. Nothing was changed.")) from fault  # fmt: skip
    print(words(f"{count} textes scellés à nouveau. L’ancienne clé peut être retirée.",
                f"{count} texts sealed again. The old key can be removed."))  # fmt: skip


@command(
    "readings drop",
    "efface les mois de lectures du coffre de plus d’un an",
    "drop the months of readings of the vault older than a year",
)
def drop_readings(_arguments):
    """The worker does it each day; the closing hash of each month stays, and the journal says it."""
    dropped = access.drop_old()
    print(words(f"Mois effacés : {', '.join(dropped) or 'aucun'}.", f"Months dropped: {', '.join(dropped) or 'none'}."))
