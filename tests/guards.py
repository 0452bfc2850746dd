"""What every test is checked against without asking: no network, pages without inline script or style.

No leading underscore: `conftest.py` takes these with a star, which leaves underscored names behind.
"""

import re
import shutil
import socket

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.utils import translation

from fabrique.core import words

# what a page may never hold, and what a template that was not rendered leaves behind
FORBIDDEN = {
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<[a-z][^>]*\sstyle\s*=|<style[\s>]", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[\s>]", re.IGNORECASE),
    "a javascript: address": re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "a template tag": re.compile(r"\{%|\{\{|\{#"),
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """A test that leaves this machine fails; databases and our own servers are on it."""
    connect = socket.socket.connect

    def local_only(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"The suite never leaves this machine: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True, scope="session")
def english_words():
    """English pages are read from compiled catalogues, which nobody commits."""
    words.compile_all()


@pytest.fixture(autouse=True)
def house_language():
    """A request leaves its language behind it: the next test begins in French."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def fresh_memory():
    for memory in caches.all():
        memory.clear()


class HouseClient(Client):
    """Django's client, which also reads what the page holds."""

    def request(self, **request):
        response = super().request(**request)
        page = response.get("Content-Type", "").startswith("text/html") and "Content-Disposition" not in response
        if response.streaming:  # a file sent stays open until it is read
            response.streaming_content = [b"".join(response.streaming_content)]
        elif page:
            check_markup(response.text)
        return response


def check_markup(page: str) -> None:
    for name, pattern in FORBIDDEN.items():
        found = pattern.search(page)
        assert not found, f"The page holds {name}: {page[max(0, found.start() - 60) : found.end() + 60]}"


def flat(page: str) -> str:
    """As it is read: one space where a template goes to the next line, none before the end of a tag."""
    return re.sub(r"[ \n]+", " ", page).replace(" >", ">")


@pytest.fixture
def client():
    return HouseClient()


def pytest_configure(config):
    """English pages need the compiled words; the workers find them made."""
    if not hasattr(config, "workerinput"):
        words.compile_all()


def pytest_unconfigure(config):
    """Settings make a folder for the files of the tests; it goes with them."""
    if settings.configured and settings.TESTING:
        shutil.rmtree(settings.VAR, ignore_errors=True)
