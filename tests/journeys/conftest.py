"""A real instance, served for the whole session, and a browser that fails the test on any fault it hears of.

`served` gives the address, the letters that left and a way to prepare data; `page` and `phone` are Chromium at 1280 and
390 pixels; `open_page(width=…, scheme=…, language=…)` makes others. A console error, a script error, a refused resource
(CSP) or an answer of 500 fails the test that met it; `page.expected(r"…")` names one that is part of the story.
"""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SETUP = "import django; django.setup()\n"


@dataclass
class Served:
    url: str
    folder: Path
    environment: dict[str, str]

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
        return [text for path in files if f"To: {to}" in (text := path.read_text())]

    def wait_for_letter(self, to: str, *, after: int = 0) -> str:
        end = time.monotonic() + 10
        while len(found := self.letters(to)) <= after:
            assert time.monotonic() < end, f"no letter to {to}"
            time.sleep(0.1)
        return found[-1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """Demonstration environment, database and letters in a folder of their own, at http://localhost:<port>."""
    folder = tmp_path_factory.mktemp("served")
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
    (folder / "mail").mkdir()
    instance = Served(url, folder, environment)
    instance.command("prepare")
    with (folder / "server.log").open("w") as log:
        command = [sys.executable, "-m", "fabrique.core.cli", "serve", "--port", str(port), "--no-worker"]
        server = subprocess.Popen(command, cwd=BASE, env=environment, stdout=log, stderr=log)
    try:
        wait_until_it_answers(url, server)
        yield instance
    finally:
        server.terminate()
        server.wait(timeout=10)


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


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only journeys need it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Heard:
    """Faults a page told of, less those the story expects."""

    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def left(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(pattern, fault) for pattern in self.expected)]


@pytest.fixture
def open_page(chromium, served):
    """Open a page in its own browser context: `open_page(width=390, scheme="dark", language="en")`."""
    heard, contexts = Heard(), []

    def opened(*, width: int = 1280, scheme: str = "light", language: str = "fr"):
        context = chromium.new_context(
            base_url=served.url, viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language
        )
        context.add_cookies([{"name": "langue", "value": language, "url": served.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: heard.faults.append(str(fault)))
        page.on(
            "response",
            lambda answer: heard.faults.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
        )
        page.expected = heard.expected.append
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard.left() == []


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def phone(open_page):
    return open_page(width=390)
