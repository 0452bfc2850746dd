"""Who must sign in with more than a mailbox, and whether they do."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from fabrique.ground.people.enums import Role

reasons: list[Callable[[Any], bool]] = []


def required_when(reason: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Register a reason to require it: `person -> bool`, cheap, asked at each request."""
    reasons.append(reason)
    return reason


@required_when
def administers(person) -> bool:
    return person.holds(Role.PLATFORM_ADMINISTRATOR)


@required_when
def hears(person) -> bool:
    """Whoever listens in confidence, or supervises those who do, wherever it is."""
    return bool(person.scopes_as(Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR))


def must_have(person) -> bool:
    """The one answer to "who must". Never in a demonstration: its people are shared by everybody."""
    return not settings.DEMONSTRATION and any(reason(person) for reason in reasons)


def has(person) -> bool:
    """An app that gives codes, or a key: recovery codes alone are not a second factor."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=person, type__in=kinds).exists()
