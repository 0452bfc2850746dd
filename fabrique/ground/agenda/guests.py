"""A guest without an account: a signed link proves the address, opens one registration and nothing else.

Nothing is kept of an address until its reader says yes. The link says who and where; it is worth as long as the event.
"""

from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils.crypto import salted_hmac

from fabrique.ground.agenda.enums import Openness, RegistrationState
from fabrique.ground.agenda.models import Event, Registration

SALT = "fabrique.agenda.guest"
BETWEEN_LETTERS = 60
LETTERS_A_DAY = 8


@dataclass(frozen=True)
class Guest:
    event: Event
    email: str
    name: str
    language: str

    @property
    def registration(self) -> Registration | None:
        return self.event.registrations.filter(guest_email=self.email).first()

    @property
    def stands(self) -> bool:
        registration = self.registration
        return registration is not None and registration.state != RegistrationState.WITHDRAWN


def address(event: Event, email: str, name: str, language: str) -> str:
    token = signing.dumps([event.code, email, name, language], salt=SALT, compress=True)
    return reverse("agenda:guest", args=[token])


def read(token: str) -> Guest | None:
    """Whom a link speaks of; nothing when we did not sign it, when the event is gone, or when its circle keeps it since
    then and this guest holds nothing there."""
    try:
        code, email, name, language = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    event = Event.objects.filter(code=code).first()
    if event is None:
        return None
    guest = Guest(event, email, name, language)
    return guest if event.openness == Openness.OPEN or guest.stands else None


def letter_due(event: Event, email: str) -> bool:
    """Not twice within a minute for one event, and a few a day for one address: nobody's mailbox is flooded by us."""
    mark = salted_hmac(SALT, email.lower(), algorithm="sha256").hexdigest()
    if not cache.add(f"guest:{event.code}:{mark}", 1, BETWEEN_LETTERS):
        return False
    cache.add(f"guest-day:{mark}", 0, 24 * 3600)
    return cache.incr(f"guest-day:{mark}") <= LETTERS_A_DAY
