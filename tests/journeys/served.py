"""A real instance of the demonstration environment, served on a port of its own from a folder of its own."""

import os
import secrets
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.instance import BASE, free_port

BETWEEN_LETTERS = "-" * 79  # several leave in one file
SETUP = "import django; django.setup()\n"


@dataclass
class Served:
    url: str
    folder: Path
    environment: dict[str, str]
    server: subprocess.Popen | None = None

    def start(self) -> None:
        port = self.url.rpartition(":")[2]
        command = [sys.executable, "-m", "fabrique.core.cli", "serve", "--port", port, "--no-worker"]
        with (self.folder / "server.log").open("a") as log:
            self.server = subprocess.Popen(command, cwd=BASE, env=self.environment, stdout=log, stderr=log)
        wait_until_it_answers(self.url, self.server)

    def kill(self) -> None:
        """As a machine that stops: nothing is said to anybody."""
        assert self.server is not None
        self.server.kill()
        self.server.wait()

    def shell(self, code: str) -> str:
        """Run Python inside the instance, apart from the tests' own database; gives what it prints."""
        answer = subprocess.run(
            [sys.executable, "-c", SETUP + code], cwd=BASE, env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr[-2000:]
        return answer.stdout.strip()

    def command(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "fabrique.core.cli", *words],
            cwd=BASE,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def letters(self, to: str) -> list[str]:
        """Letters sent to an address, oldest first, as written on disk."""
        files = sorted((self.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        written = (letter for path in files for letter in path.read_text().split(f"\n{BETWEEN_LETTERS}\n"))
        return [letter for letter in written if f"To: {to}" in letter]

    def wait_for_letter(self, to: str, *, after: int = 0) -> str:
        end = time.monotonic() + 60
        while len(found := self.letters(to)) <= after:
            assert time.monotonic() < end, f"no letter to {to}"
            time.sleep(0.1)
        return found[-1]


@contextmanager
def serving(folder: Path, *commands: str):
    """Prepare an instance in the folder, run the commands in it, serve it at http://localhost:<port>."""
    port = free_port()
    url = f"http://localhost:{port}"  # browsers give passkeys to localhost, not to 127.0.0.1
    environment = os.environ | {
        "FABRIQUE_ENV": "demonstration",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "STORAGE_URL": f"file://{folder / 'files'}",
        "EMAIL_URL": f"file://{folder / 'mail'}",
        "SITE_URL": url,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PYTHONPATH": str(BASE),
    }
    (folder / "mail").mkdir(parents=True)
    instance = Served(url, folder, environment)
    for command in ("prepare", *commands):
        instance.command(*command.split())
    instance.start()
    try:
        yield instance
    finally:
        if instance.server is not None:
            instance.server.terminate()
            instance.server.wait(timeout=60)


def wait_until_it_answers(url: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, "the server stopped at once"
        try:
            urllib.request.urlopen(f"{url}/compte/login/", timeout=5)  # noqa: S310  our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server does not answer")
