"""Every write on the ways of accompanying."""

from typing import Any

from django.db import transaction

from fabrique.accompaniment.devices import permissions as may
from fabrique.accompaniment.devices.models import Device
from fabrique.core import audit
from fabrique.ground.people.models import Person

WORDS = ("name", "purpose", "public", "duration", "cost_share", "does", "does_not", "current")


@transaction.atomic
def edit_device(*, device: Device, seen: int, by: Person, **values: Any) -> Device:
    """`values` among `WORDS`. Raises `Conflict` when somebody saved since version `seen`."""
    may.edit_device(by, device)
    changed = device.save_values({name: values[name] for name in WORDS if name in values}, seen=seen)
    audit.record(by, "device-edited", device, fields=", ".join(changed))
    return device
