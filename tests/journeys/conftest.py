"""A real instance, served for all the journeys, and a browser that fails the test on any fault it hears of.

`served` gives the address, the letters that left and a way to prepare data; `page` and `phone` are Chromium at 1280 and
390 pixels; `open_page(width=…, scheme=…, language=…)` makes others. A console error, a script error, a refused resource
(CSP) or an answer of 500 fails the test that met it; `page.expected(r"…")` names one that is part of the story.
"""

import os
import re
import shutil
from dataclasses import dataclass, field

import pytest

from tests.journeys.served import serving
from tools.suite import BROWSERS

CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
SLOW = 40_000  # milliseconds: the machine of the tests is busy
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="package")
def served(tmp_path_factory):
    """The demonstration, as `make run` loads it."""
    with serving(tmp_path_factory.mktemp("served"), "demo load") as instance:
        yield instance


@pytest.fixture(scope="package")
def chromium():
    """Closed with the last journey: Playwright keeps a loop running, in which Django lets nobody open a database."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415  only journeys need it

    expect.set_options(timeout=SLOW)
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
