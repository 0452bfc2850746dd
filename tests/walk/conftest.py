"""The two sides and their people, made once a module: each test works inside it and leaves nothing."""

import pytest
from django.db import transaction
from django.utils import timezone

from fabrique.core.models import Heartbeat
from tests.sides import Side
from tests.walk.ways import Cast


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        near = Side("near", open_to_all=True).fill_everything()
        far = Side("far", open_to_all=False).fill_everything()
        yield near, far, Cast(near).all_signed_in()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def worker_alive(db):
    Heartbeat.objects.create(name="worker", at=timezone.now())


@pytest.fixture
def near(world, db):
    return world[0]


@pytest.fixture
def far(world, db):
    return world[1]


@pytest.fixture
def cast(world, db):
    return world[2].afresh()
