"""Every write of the area. `by=None` is the platform itself, see `actions.accounts.enforce`."""

from fabrique.ground.people.actions.accounts import (
    create_person,
    end_sessions,
    erase_person,
    give_consent,
    reactivate_person,
    suspend_person,
    update_profile,
    withdraw_consent,
)
from fabrique.ground.people.actions.instance import change_settings, note_export, note_protection
from fabrique.ground.people.actions.invitations import (
    accept_invitation,
    cancel_invitation,
    invite,
    resend_invitation,
)
from fabrique.ground.people.actions.roles import end_role, give_role

__all__ = [
    "accept_invitation",
    "cancel_invitation",
    "change_settings",
    "create_person",
    "end_role",
    "end_sessions",
    "erase_person",
    "give_consent",
    "give_role",
    "invite",
    "note_export",
    "note_protection",
    "reactivate_person",
    "resend_invitation",
    "suspend_person",
    "update_profile",
    "withdraw_consent",
]
