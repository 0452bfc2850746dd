import pytest
from django.conf import settings

from fabrique.core.cli import main
from fabrique.ground.people.models import Person

pytestmark = pytest.mark.django_db


def test_production_refuses_the_demonstration(monkeypatch, capsys):
    monkeypatch.setattr(settings, "PRODUCTION", True)

    status = main(["demo", "load"])

    assert status == 1
    assert "production" in capsys.readouterr().err
    assert Person.objects.count() == 0
