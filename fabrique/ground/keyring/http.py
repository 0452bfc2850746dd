"""How a confidential page is opened: with an open vault, noted, and kept by nobody on the way."""

from collections.abc import Callable
from functools import wraps

from django.db import models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from fabrique.core import access
from fabrique.core.http import render_page
from fabrique.core.middleware import SAFE_METHODS, writes_allowed
from fabrique.core.vault.models import KeyPair
from fabrique.core.vault.spaces import Vault
from fabrique.ground.keyring import actions
from fabrique.ground.keyring.forms import PhraseForm
from fabrique.ground.keyring.middleware import give

CLOSED = 423  # « Locked »: what was asked stands, and waits for a key
PREFIX = "coffre"  # of our own fields in a page that holds those of another


def confidential(view: Callable) -> Callable:
    """Under `@guarded`: the view receives the open `vault`; without one, the person is asked to open theirs.

    What was posted is never lost: the page that asks for the phrase holds it, and sends it on to the same address. The
    opening is noted in the access log before the view runs. The answer is kept by no cache, history or search engine.
    """

    @wraps(view)
    def opened(request: HttpRequest, **kwargs) -> HttpResponse:
        vault, token = request.vault, ""  # type: ignore[attr-defined]
        if not vault:
            token, answer = ask(request)
            if answer is not None:
                return unkept(answer)
            vault = Vault.from_token(request.user.code, token)
        note(request, kwargs)
        response = unkept(view(request, vault=vault, **kwargs))
        if token:
            give(response, token)
        return response

    opened.confidential = True  # type: ignore[attr-defined]  # `tests/operations/test_canaries.py` breaks every such page
    return opened


def unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response


def note(request: HttpRequest, loaded: dict) -> None:
    """Who opened which address of which object; one line a request, also on a safe one (design 2)."""
    things = [thing for thing in loaded.values() if isinstance(thing, models.Model)]
    with writes_allowed():
        access.note(
            request.user, act="read" if request.method in SAFE_METHODS else "write",
            page=request.resolver_match.view_name, thing=things[-1] if things else None,
            within=things[0] if len(things) > 1 else None,
        )  # fmt: skip


def ask(request: HttpRequest) -> tuple[str, HttpResponse | None]:
    """`(token, None)` when the phrase came with the request and opens; otherwise what to answer."""
    if asked_by_script(request):
        return "", JsonResponse({"vault": "closed", "open": reverse("keyring:open")}, status=CLOSED)
    if request.method in SAFE_METHODS:
        return "", to_open(request)
    form = PhraseForm(request.POST if f"{PREFIX}-passphrase" in request.POST else None, prefix=PREFIX)
    held = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{PREFIX}-")
    ]
    if form.is_bound:
        session = request.session.session_key or ""
        token = form.send(actions.open_vault, by=request.user, session=session)
        if token:
            strip(request)
            return token, None
    return "", closed(request, form, held)


def strip(request: HttpRequest) -> None:
    """The view never sees the phrase."""
    posted = request.POST.copy()
    for name in [name for name in posted if name.startswith(f"{PREFIX}-")]:
        del posted[name]
    posted._mutable = False  # noqa: SLF001  as Django gives it
    request.POST = posted  # type: ignore[assignment]


def closed(request: HttpRequest, form: PhraseForm, held: list[tuple[str, str]]) -> HttpResponse:
    """A page that holds what was posted, and sends it again with the phrase."""
    context = {"form": form, "held": held, "files": bool(request.FILES), "has_keys": has_keys(request)}
    response = render_page(request, "keyring/closed.html", context, status=200 if request.htmx else CLOSED)
    if request.htmx:  # it draws no answer that is not a success
        response["HX-Retarget"] = response["HX-Reselect"] = "#contenu"
        response["HX-Reswap"] = "outerHTML"
    return response


def has_keys(request: HttpRequest) -> bool:
    return KeyPair.objects.filter(holder=request.user.code).exists()


def asked_by_script(request: HttpRequest) -> bool:
    """A module that saves by itself: it keeps what it holds and tells the person."""
    if request.htmx:
        return False
    wants_json = "application/json" in (request.headers.get("Accept", ""), request.content_type)
    return wants_json or request.headers.get("Sec-Fetch-Dest") == "empty"


def to_open(request: HttpRequest) -> HttpResponse:
    """The page where one opens, then back here; for a fragment, back to the page that wanted it."""
    back = (request.htmx.current_url_abs_path or "/") if request.htmx else request.get_full_path()
    address = f"{reverse('keyring:open')}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def safe_next(request: HttpRequest, given: str) -> str:
    """An address of this house, or nothing."""
    local = given.startswith("/") and url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return given if local else ""
