"""Who left a message without an account: the signed link of their letter opens it, and nothing else."""

from django.core import signing
from django.urls import reverse

from fabrique.ground.permanences.models import Matter

SALT = "fabrique.permanences.guest"


def address(matter: Matter) -> str:
    return reverse("permanences:follow", args=[signing.dumps(matter.code, salt=SALT)])


def read(token: str) -> Matter | None:
    """What a link opens; nothing when we did not sign it, or the message was taken back."""
    try:
        code = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Matter.objects.filter(code=code).first() if isinstance(code, str) else None
