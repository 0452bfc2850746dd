"""Invented words told to a real server that breaks, and what an operator carries away from it."""

import os
import random
import shutil
import string
import subprocess
import sys
import time
from contextlib import contextmanager

from tests.instance import BASE, Instance, free_port
from tests.operations.browsing import Browser
from tests.operations.test_serving import wait_for

MARK = "Kwyxqzjvb"


def canaries(count: int, seed: int, mark: str = MARK) -> list[str]:
    """Letters, some with accents, twenty-four after the mark by which the sweep is quick."""
    dice = random.Random(seed)  # noqa: S311  the same words each time
    drawn = [mark + "".join(dice.choices(string.ascii_letters, k=24)) for _ in range(count)]
    return [word[:20] + "é" + word[21:] if n % 3 == 0 else word for n, word in enumerate(drawn)]


@contextmanager
def breaking(instance: Instance, **environment: str):
    port, log = free_port(), instance.folder / "server.log"
    with log.open("ab") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.operations.breaking", str(port), str(instance.folder)],
            cwd=BASE, env=instance.settings() | environment, stdout=stream, stderr=stream,
        )  # fmt: skip
    try:
        wait_for(lambda: server.poll() is not None or answers(port), "the server answers")
        assert server.poll() is None, log.read_text()[-2000:]
        yield port
    finally:
        server.terminate()
        server.wait(30)


def answers(port: int) -> bool:
    try:
        return Browser(port, "").get("/sante")[0] in (200, 503)  # no worker runs
    except OSError:
        time.sleep(0.2)
        return False


def with_base() -> str:
    return os.pathsep.join(filter(None, (str(BASE), os.environ.get("PYTHONPATH", ""))))


class Words:
    """Gives each word once, and knows which were given."""

    def __init__(self, count: int):
        self.left, self.given = canaries(count, 20261121), []

    def take(self) -> str:
        self.given.append(self.left.pop() if self.left else canaries(1, 7_000_000 + len(self.given))[0])
        return self.given[-1]

    def plain(self) -> str:
        """One that an address may hold."""
        word = next(filter(str.isascii, self.left), "") or canaries(2, 8_000_000 + len(self.given))[1]
        self.left = [one for one in self.left if one != word]
        self.given.append(word)
        return word


def carried_away(instance: Instance, prepared: Instance) -> None:
    """A backup and what it holds once open in another instance, and the export."""
    instance.done("backup", str(instance.folder / "data.backup"))
    instance.done("export", str(instance.folder / "export.zip"))
    beside = Instance(instance.folder / "restored", instance.environment)
    beside.folder.mkdir()
    for name in ("db.sqlite3", "keys.sqlite3"):
        shutil.copy(prepared.folder / name, beside.folder / name)
    beside.done("restore", str(instance.folder / "data.backup"), "--replace")
