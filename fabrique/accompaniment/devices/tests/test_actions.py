import pytest
from django.db import transaction

from fabrique.accompaniment.devices import actions
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from tests.world import journal, make_device, make_person

pytestmark = pytest.mark.django_db


def test_team_says_what_a_device_does_not_do():
    device, team = make_device(), make_person(Role.ASSOCIATION_EMPLOYEE)

    actions.edit_device(device=device, seen=1, by=team, does_not="financer des travaux", code="stolen")
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_device(device=device, seen=1, by=team, does_not="rien")
    with pytest.raises(Denied, match="équipe de l’association"):
        actions.edit_device(device=device, seen=2, by=make_person(), does_not="rien")

    device.refresh_from_db()
    assert (device.does_not, device.code == "stolen", device.version) == ("financer des travaux", False, 2)
    assert journal(device) == ["device-edited"]
