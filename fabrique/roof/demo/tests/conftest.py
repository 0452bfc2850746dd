import pytest
from django.db import transaction

from fabrique.core.vault.router import KEYS
from fabrique.roof.demo import load


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker):
    """Loaded once for these files, which follow each other; undone after them. Each test undoes what it does."""
    with django_db_blocker.unblock(), transaction.atomic(using=KEYS), transaction.atomic():
        load.load()
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using=KEYS)
