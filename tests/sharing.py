"""How the suite is shared between two processes: the journeys in one, with their served demonstration; the operations in the
other, with their prepared instance; both first, for they are long, and in the order of their files, for some are stories;
those of the demonstration where it was loaded; then the rest, test by test."""

import os

import pytest
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/journeys/", "tests/operations/", "fabrique/roof/demo/")


def group(nodeid: str) -> str:
    return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


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
    items.sort(
        key=lambda item: (
            (1,) if group(item.nodeid) == item.nodeid else (0, str(item.path), item.location[1], case(item))
        )
    )


def case(item) -> tuple[int, ...]:
    """Its place among the parameters of its test."""
    return tuple(item.callspec.indices.values()) if hasattr(item, "callspec") else ()


def asks_the_database(item) -> bool:
    return any(map(item.get_closest_marker, ("django_db", "postgresql"))) or "db" in getattr(item, "fixturenames", ())


def pytest_runtest_logreport(report):
    """Said at once: many minutes pass before the end."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\nFAILED {report.when} {report.nodeid}", flush=True)
