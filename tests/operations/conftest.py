"""These tests drive instances of their own, on SQLite: the suite on PostgreSQL leaves out those that ask nothing of it."""

from pathlib import Path

import pytest

from tests.instance import KEY
from tests.operations.telling import with_base

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.operations)


@pytest.fixture
def place(instance):
    """An instance of the demonstration kind, whose every file lies in one folder."""
    folder = instance.folder
    for name in ("tmp", "mail", "files", "pages"):
        (folder / name).mkdir()
    instance.environment = {
        "FABRIQUE_ENV": "demonstration", "ALLOWED_HOSTS": "127.0.0.1,testserver", "SITE_URL": "http://127.0.0.1",
        "EMAIL_URL": f"file://{folder / 'mail'}", "TMPDIR": str(folder / "tmp"), "BACKUP_KEY": KEY, "PYTHONPATH": with_base(),
    }  # fmt: skip
    return instance
