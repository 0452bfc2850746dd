"""`request.vault`: the vault that this browser opened, or None. Asked of the key store only when a view wants it.

The cookie lives as long as the opening: each use gives both thirty minutes more, and whoever leaves closes.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

from fabrique.core.vault import keys, met
from fabrique.core.vault.spaces import Vault

COOKIE = "__Host-coffre" if settings.PRODUCTION else "coffre"


def vault_of(request: HttpRequest) -> Vault | None:
    token = request.COOKIES.get(COOKIE, "")
    return Vault.from_token(request.user.code, token) if token and request.user.is_authenticated else None


def give(response: HttpResponse, token: str) -> None:
    """To this browser alone: no script reads it, no other site sends it."""
    response.set_cookie(COOKIE, token, max_age=int(keys.IDLE.total_seconds()), path="/", httponly=True,
                        samesite="Strict", secure=settings.PRODUCTION)  # fmt: skip


def take_back(response: HttpResponse) -> None:
    """The browser forgets the cookie, and the pages it kept to go back to."""
    response.delete_cookie(COOKIE, path="/", samesite="Strict")
    if settings.PRODUCTION:
        response.cookies[COOKIE]["secure"] = True
    response["Clear-Site-Data"] = '"cache"'


class OpenVault:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.vault = SimpleLazyObject(lambda: vault_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        token = request.COOKIES.get(COOKIE, "")
        if token and COOKIE not in response.cookies:
            self.follow(request, response, token)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        return met.said(request, fault)

    def follow(self, request: HttpRequest, response: HttpResponse, token: str) -> None:
        """Who signed out leaves nothing open; an opening that is over takes its cookie with it; one in use goes on."""
        if not request.user.is_authenticated:
            keys.lock(token)
            take_back(response)
        elif request.vault._wrapped is not empty:  # type: ignore[attr-defined]  # noqa: SLF001  asked by the view
            if request.vault:  # type: ignore[attr-defined]
                give(response, token)
            else:
                take_back(response)
