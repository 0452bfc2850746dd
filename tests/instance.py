"""A real instance in a folder of its own, driven by its command line as an operator would."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent
SECRET = "only-for-tests-" * 5
SERVER_KEY = "only-for-the-server-key-of-the-tests"
KEY = "a-key-for-the-backups-of-the-tests-only"
DATABASES = ("db.sqlite3", "keys.sqlite3")
OURS = ("FABRIQUE_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "EMAIL_FROM", "SITE_URL", "CACHE_URL", "DATABASE_URL",
        "KEYS_URL", "STORAGE_URL", "TRUSTED_PROXY_COUNT", "BACKUP_KEY", "SERVER_KEYS", "SERVER_KEYS_FILE",
        "DJANGO_SETTINGS_MODULE", "LANG", "LC_ALL")  # fmt: skip

HELD: list[socket.socket] = []


def free_port() -> int:
    """Ours until this process ends: nobody else is given it before its server listens, nor while it is killed.

    Who listens there says `SO_REUSEADDR`, as `create_server` does.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    HELD.append(held)
    return held.getsockname()[1]


@dataclass
class Instance:
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def settings(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return (
            kept
            | {
                "FABRIQUE_ENV": "production",
                "SECRET_KEY": SECRET,
                "SERVER_KEYS": SERVER_KEY,
                "ALLOWED_HOSTS": "fabrique.example",
                "SITE_URL": "https://fabrique.example",
                "EMAIL_URL": "smtp://account:secret@127.0.0.1:1",
                "EMAIL_FROM": "fabrique@fabrique.example",
                "DATABASE_URL": f"sqlite:///{self.database}",
                "KEYS_URL": f"sqlite:///{self.folder / 'keys.sqlite3'}",
                "STORAGE_URL": f"file://{self.folder / 'files'}",
                "LC_ALL": "fr_FR.UTF-8",
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            | self.environment
        )

    @property
    def database(self) -> Path:
        return self.folder / "db.sqlite3"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def start(self, *words: str, **environment: str) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", "fabrique.core.cli", *words], cwd=BASE, text=True,
                                env=self.settings() | environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip

    def run(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """Exit status, output, errors, with plain spaces for French ones."""
        process = self.start(*words, **environment)
        out, err = process.communicate(timeout=600)
        return process.returncode, plain(out), plain(err)

    def done(self, *words: str, **environment: str) -> str:
        status, out, err = self.run(*words, **environment)
        assert status == 0, err
        return out

    def python(self, code: str, **environment: str) -> str:
        """Run Python inside the instance; gives what it prints."""
        answer = subprocess.run([sys.executable, "-c", "import django; django.setup()\n" + code], cwd=BASE, text=True,
                                env=self.settings() | environment, capture_output=True, check=False)  # fmt: skip
        assert answer.returncode == 0, answer.stderr[-3000:]
        return answer.stdout.strip()

    def sql(self, statement: str) -> list[tuple]:
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(statement).fetchall()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """An instance prepared once, of which each test gets a copy."""
    instance = Instance(tmp_path_factory.mktemp("prepared"))
    instance.done("prepare")
    for name in DATABASES:
        shutil.copy(instance.folder / name, instance.folder / f"empty-{name}")
    instance.done("init", "--alliance", "L’alliance", "--publisher", "L’association", "--name", "Ada",
                  "--email", "ada@fabrique.example")  # fmt: skip
    return instance


@pytest.fixture
def instance(prepared, tmp_path):
    for name in DATABASES:
        shutil.copy(prepared.folder / name, tmp_path / name)
    return Instance(tmp_path)


@pytest.fixture
def empty_instance(prepared, tmp_path_factory):
    """Another instance, up to date and empty: to make its tables again would take half a minute."""

    def made(**environment: str) -> Instance:
        place = tmp_path_factory.mktemp("elsewhere")
        for name in DATABASES:
            shutil.copy(prepared.folder / f"empty-{name}", place / name)
        return Instance(place, environment)

    return made


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")
