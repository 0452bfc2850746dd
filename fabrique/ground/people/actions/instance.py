"""The instance's own words, and what the journal notes of exports and of what protects an account."""

from django.db import transaction

from fabrique.core import audit, instance
from fabrique.ground.people import permissions
from fabrique.ground.people.actions.accounts import end_sessions
from fabrique.ground.people.models import Person


@transaction.atomic
def change_settings(*, by: Person, **values: str) -> None:
    """The names of `core.instance.DEFAULTS`; only what changed is written, and named in the journal."""
    permissions.administer(by)
    known = instance.values()
    changed = {name: value for name, value in values.items() if known.get(name) != value}
    if changed:
        instance.write(**changed)
        audit.record(by, "settings-changed", names=", ".join(sorted(changed)))


def note_export(*, by: Person) -> None:
    audit.record(by, "data-exported", by)


SECOND_FACTOR = ("totp-activated", "totp-deactivated", "webauthn-added", "webauthn-removed", "recovery-codes-generated")


@transaction.atomic
def note_protection(*, by: Person, change: str) -> bool:
    """A line for each change; a changed second factor also ends every session. Whether they ended."""
    audit.record(by, change, by)
    if change not in SECOND_FACTOR:
        return False
    end_sessions(by)
    return True
