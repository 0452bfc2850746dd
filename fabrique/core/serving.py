"""`fabrique serve`: the pages in this process, the worker in a child that lives and dies with it."""

import asyncio
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from fabrique.core.cli import Refusal, words
from fabrique.core.live.follower import follower
from fabrique.core.models import Setting
from fabrique.core.vault.router import KEYS

OPEN_FILES = 16_384
STOP_SECONDS = 4  # a request or a task that lasts longer is cut: systemd would wait no more either


def preflight() -> None:
    """Everything that would only show at the first page; a `Refusal` says it in one sentence, with the mend."""
    for alias, name in (("default", "DATABASE_URL"), ("keys", "KEYS_URL")):
        database_ready(alias, name)
    if not storage_writable():
        raise Refusal(words("STORAGE_URL : le dossier des fichiers ne peut pas être écrit par ce compte.",
                            "STORAGE_URL: this account cannot write in the folder of the files."))  # fmt: skip
    if settings.PRODUCTION and holds_demonstration():
        raise Refusal(words(
            "Cette base contient la démonstration : elle ne sert pas en production. Donnez une autre DATABASE_URL.",
            "This database holds the demonstration: it is not served in production. Give another DATABASE_URL.",
        ))  # fmt: skip


def database_ready(alias: str, name: str) -> None:
    try:
        executor = MigrationExecutor(connections[alias])
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes("vault" if alias == KEYS else None))
    except DatabaseError as fault:
        raise Refusal(words(
            f"{name} : la base ne répond pas. Vérifiez l’adresse, le compte et que le serveur est démarré.",
            f"{name}: the database does not answer. Check the address, the account, and that the server is up.",
        )) from fault  # fmt: skip
    if pending:
        raise Refusal(words("La base n’est pas à jour : lancez d’abord « fabrique prepare ».",
                            "The database is not up to date: run `fabrique prepare` first."))  # fmt: skip


def storage_writable() -> bool:
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        probe = settings.MEDIA_ROOT / f".written-by-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def holds_demonstration() -> bool:
    return Setting.objects.filter(name="demonstration").exclude(value="").exists()


def listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=2048, reuse_port=False)
    except OSError as fault:
        raise Refusal(words(
            f"L’adresse {host}:{port} est déjà prise ou interdite. Choisissez un autre port, par exemple PORT=8001.",
            f"The address {host}:{port} is taken or forbidden. Choose another port, for example PORT=8001.",
        )) from fault  # fmt: skip


def hold_many() -> None:
    """A stream is an open file: the 1,024 that a shell or systemd gives are two workshops; we may ask for more ourselves."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # a machine that counts otherwise
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, OPEN_FILES) if hard > 0 else OPEN_FILES, hard))


def serve(host: str, port: int, *, worker: bool) -> None:
    preflight()
    listening = listen(host, port)
    hold_many()
    connections.close_all()
    keeper = WorkerKeeper() if worker else None
    if keeper:
        keeper.start()
    # uvicorn sends itself again the signal that stopped it: it must not kill us before the worker is stopped
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        serve_pages(listening, host, port)
    finally:
        if keeper:
            keeper.stop()


def serve_pages(listening: socket.socket, host: str, port: int) -> None:
    import uvicorn  # noqa: PLC0415  only this command needs a server

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            self.announcing = asyncio.create_task(asyncio.to_thread(announce, host, port))

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            follower.close()
            await super().shutdown(sockets)

    # X-Forwarded-For is believed by TRUSTED_PROXY_COUNT only
    config = uvicorn.Config("config.asgi:application", log_level="warning", access_log=False, server_header=False,
                            lifespan="off", proxy_headers=False, timeout_graceful_shutdown=STOP_SECONDS)  # fmt: skip
    Server(config).run(sockets=[listening])


def announce(host: str, port: int) -> None:
    """Say « ready » once the first page has really been drawn, asked for as a proxy would."""
    name = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    page = urllib.request.Request(f"http://{host}:{port}/", method="HEAD",
                                  headers={"Host": name, "X-Forwarded-Proto": "https"})  # fmt: skip
    with suppress(urllib.error.HTTPError):
        urllib.request.urlopen(page, timeout=30)  # noqa: S310  ourselves
    print(words("Prêt sur", "Ready on"), f"http://{host}:{port}", flush=True)


class WorkerKeeper(threading.Thread):
    """Starts the worker, starts it again when it dies (after a pause that doubles, at most a minute), stops it."""

    def __init__(self):
        super().__init__(daemon=True)
        self.stopping = threading.Event()
        self.child: subprocess.Popen | None = None

    def run(self) -> None:
        pause = 1.0
        while not self.stopping.is_set():
            command = [sys.executable, "-m", "fabrique.core.cli", "worker", "--parent", str(os.getpid())]
            self.child = subprocess.Popen(command)
            self.child.wait()
            if self.stopping.wait(pause):
                return
            pause = min(pause * 2, 60)

    def stop(self) -> None:
        self.stopping.set()
        if self.child and self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
