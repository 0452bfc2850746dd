"""A guest of a circle: a signed link opens the chosen items until a day, and nothing else; as the agenda does for a date."""

from django.core import signing
from django.urls import reverse

from fabrique.accompaniment.circles.models import Guest

SALT = "fabrique.circles.guest"


def address(guest: Guest) -> str:
    return reverse("circles:shared", args=[signing.dumps(guest.code, salt=SALT)])


def read(token: str) -> Guest | None:
    """Whom a link speaks of, whether the invitation still stands or not; nothing when we did not sign it."""
    try:
        code = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    held = Guest.objects.select_related("circle__participation__cohort", "circle__participation__territory")
    return held.filter(code=code).first() if isinstance(code, str) else None
