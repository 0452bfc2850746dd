"""How the suite is shared between two processes: what is long comes first, each part in one process with what it prepared
once (a demonstration served, an instance, the demonstration loaded), and in the order of its files, for some are stories;
then the rest, test by test."""

import os

import pytest
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

WRITTEN = ("pdf", "docx", "odt")
TOGETHER = ("tests/journeys/test_every_page.py", "tests/journeys/", "tests/operations/", "fabrique/roof/demo/",
            "fabrique/roof/reports/tests/test_report.py")  # fmt: skip


def group(nodeid: str) -> str:
    return next((shared for shared in TOGETHER if nodeid.startswith(shared)), nodeid)


class Sharing(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """After they were shuffled. What opens no database is not asked of PostgreSQL again."""
    if connection.vendor == "postgresql":
        items[:] = filter(asks_the_database, items)
    items.sort(key=place)


def place(item) -> tuple:
    shared = group(item.nodeid)
    if shared == item.nodeid:
        return (len(TOGETHER),)
    return (TOGETHER.index(shared), str(item.path), item.location[1], case(item))


def case(item) -> tuple[int, ...]:
    """Its place among the parameters of its test."""
    return tuple(item.callspec.indices.values()) if hasattr(item, "callspec") else ()


def asks_the_database(item) -> bool:
    """Of a paper in several formats, only the first: the others are written from the same words, once they are read."""
    if hasattr(item, "callspec") and any(value in WRITTEN for value in item.callspec.params.values()):
        return False
    return any(map(item.get_closest_marker, ("django_db", "postgresql"))) or "db" in getattr(item, "fixturenames", ())


def pytest_runtest_logreport(report):
    """Said at once: many minutes pass before the end."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\nFAILED {report.when} {report.nodeid}", flush=True)
