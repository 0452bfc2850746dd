"""The process tree: ready means ready, the worker is kept alive, both stop when told to."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from tests.instance import free_port

GENEROUS = 60  # seconds; a machine may be busy, the promises are measured by `make proof`


def health(port: int) -> dict:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/sante", headers={"Host": "fabrique.example"})
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310  our own server
            return json.load(answer)
    except urllib.error.HTTPError as answer:
        return json.load(answer)


def wait_for(what, wanted: str):
    end = time.monotonic() + GENEROUS
    while not (found := what()):
        assert time.monotonic() < end, wanted
        time.sleep(0.1)
    return found


def descendants(pid: int) -> list[int]:
    """Workers started by any thread of the server."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that ended meanwhile
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


@pytest.fixture
def served(instance):
    port = free_port()
    server = instance.start("serve", "--port", str(port))
    line = server.stdout.readline()
    assert line == f"Prêt sur http://127.0.0.1:{port}\n", server.stderr.read() if server.poll() is not None else line
    yield server, port
    if server.poll() is None:
        server.kill()
    server.communicate()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads the process tree of Linux")
def test_server_answers_keeps_its_worker_and_stops_with_it(served):
    server, port = served

    wait_for(lambda: health(port)["worker"] == "ok", "the worker beats")
    (first,) = descendants(server.pid)
    os.kill(first, signal.SIGKILL)
    second = wait_for(lambda: [pid for pid in descendants(server.pid) if pid != first], "the worker comes back")
    server.send_signal(signal.SIGTERM)
    server.wait(GENEROUS)

    assert server.returncode == 0
    assert not Path(f"/proc/{second[0]}").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads the process tree of Linux")
def test_worker_dies_with_a_server_that_was_killed(served):
    server, port = served

    wait_for(lambda: health(port)["worker"] == "ok", "the worker beats")
    (worker,) = descendants(server.pid)
    server.kill()
    server.wait(GENEROUS)

    wait_for(lambda: not Path(f"/proc/{worker}").exists(), "the worker stops by itself")
