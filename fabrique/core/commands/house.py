"""Start the house: database and files up to date, pages, worker."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.utils.module_loading import autodiscover_modules

from fabrique.core import serving, tasks
from fabrique.core import words as words_of_the_interface
from fabrique.core.cli import argument, command, words
from fabrique.core.version import VERSION


@command(
    "prepare",
    "met à jour la base, les mots et les fichiers servis",
    "bring database, words and served files up to date",
)
def prepare(_arguments):
    """Safe to run again, quick when nothing changed; an upgrade is this command."""
    settings.VAR.mkdir(exist_ok=True)
    with alone_in(settings.VAR):
        words_of_the_interface.compile_all()
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    with alone_in(settings.VAR):
        if static_files_changed():
            # the old names stay, pages on screen still ask for them
            call_command("collectstatic", verbosity=0, interactive=False)
            static_stamp().write_text(static_signature())
    print(words("Base, mots et fichiers à jour.", "Database, words and files up to date."), flush=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Two instances of one copy of the code that prepare at once write the same files: one waits for the other."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def static_stamp() -> Path:
    return settings.STATIC_ROOT / "stamp"


def static_signature() -> str:
    """Names, sizes and times of what would be served: cheaper to compare than to copy again."""
    digest = hashlib.sha256(VERSION.encode())
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def static_files_changed() -> bool:
    stamp = static_stamp()
    return not stamp.exists() or stamp.read_text() != static_signature()


@command(
    "serve", "sert le site et son ouvrier", "serve the site and its worker",
    argument("--host", default="127.0.0.1"),
    argument("--port", type=int, default=int(os.environ.get("PORT", "8000"))),
    argument("--no-worker", action="store_true", help=words("sans l’ouvrier", "without the worker")),
)  # fmt: skip
def serve(arguments):
    serving.serve(arguments.host, arguments.port, worker=not arguments.no_worker)


@command(
    "worker", "fait le travail de fond : envois, rapports, tâches périodiques",
    "do the background work: letters, reports, periodic tasks",
    argument("--parent", type=int, help=words("processus avec lequel s’arrêter", "process to stop with")),
)  # fmt: skip
def worker(arguments):
    autodiscover_modules("tasks")
    work = tasks.Worker(parent=arguments.parent)
    work.configure_signals()
    work.run()


@command(
    "words",
    "rassemble les mots de l’interface dans les catalogues",
    "gather the words of the interface into the catalogues",
)
def gather_words(_arguments):
    for catalogue, left in words_of_the_interface.gather():
        print(f"{left:4d} {words('à traduire', 'to translate')}  {catalogue.relative_to(words_of_the_interface.ROOT)}")
    words_of_the_interface.compile_all()
