"""Whether the masthead offers to close the vault: by the cookie alone, which goes when the vault closes."""

from django.http import HttpRequest
from django.utils.functional import empty

from fabrique.ground.keyring.middleware import COOKIE


def vault(request: HttpRequest) -> dict:
    """Without a question to the key store: a page that opened nothing believes the cookie."""
    if not request.COOKIES.get(COOKIE):
        return {"vault_open": False}
    asked = getattr(request, "vault", None)
    found_closed = asked is None or (asked._wrapped is not empty and not asked)  # noqa: SLF001  of the middleware's lazy object
    return {"vault_open": not found_closed}
