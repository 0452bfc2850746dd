"""The gates every request passes."""

from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string

from fabrique.core import audit
from fabrique.core.logs import reference
from fabrique.core.permissions import Denied, permission

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
READS = ("SELECT", "WITH", "EXPLAIN", "PRAGMA", "SHOW")
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
# the sign-in library moves its own state on a safe request; nothing else does
SIGN_IN_TABLES = ('"django_session"', '"usersessions_usersession"', '"mfa_authenticator"')

_writes_allowed: ContextVar[bool] = ContextVar("writes_allowed", default=False)


class WroteWhileReading(RuntimeError):
    """A GET tried to write. A link that is followed, preloaded or crawled must change nothing."""


@contextmanager
def writes_allowed():
    """For the named exceptions of design section 2 only: the audit of confidential reads and of refusals."""
    token = _writes_allowed.set(True)
    try:
        yield
    finally:
        _writes_allowed.reset(token)


def refuse_writes(execute, sql, params, many, context):
    """No write and no transaction: on SQLite an IMMEDIATE one would queue every reader behind it."""
    statement = sql.lstrip()
    if not (
        _writes_allowed.get()
        or statement[:24].upper().startswith(READS + SAVEPOINTS)
        or any(table in statement for table in SIGN_IN_TABLES)
    ):
        raise WroteWhileReading(statement[:80])
    return execute(sql, params, many, context)


class SafeRequestsReadOnly:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with connections["default"].execute_wrapper(refuse_writes):
            return self.get_response(request)


class Gatekeeper:
    """Deny by default: a view that names no rule is not served. A refusal is a page with a sentence."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.foreign_rules = {
            prefix: import_string(rule) for prefix, rule in getattr(settings, "FOREIGN_VIEW_RULES", {}).items()
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        rule = rule_of(view, self.foreign_rules)
        if rule is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} names no rule: use @guarded.")
        if not hasattr(view, "policy"):
            rule(request.user)

    def process_exception(self, request: HttpRequest, fault: Exception):
        if not isinstance(fault, Denied):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path()) if request.method in SAFE_METHODS else None
        with writes_allowed():
            audit.record(request.user, "refused", path=request.path, reason=str(fault))
        return None


def rule_of(view, foreign_rules: dict[str, permission]) -> permission | None:
    """The rule a view declares, or the one settings give to the library it comes from."""
    declared = getattr(view, "policy", None)
    if declared is not None:
        return declared
    module = view.__module__
    matches = [prefix for prefix in foreign_rules if module == prefix or module.startswith(prefix + ".")]
    return foreign_rules[max(matches, key=len)] if matches else None


class RequestReference:
    """A short reference for each request, printed in the log and on the error page, never with data."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark = token_hex(4)
        request.reference = mark  # type: ignore[attr-defined]
        token = reference.set(mark)
        try:
            return self.get_response(request)
        finally:
            reference.reset(token)


class PrivateByDefault:
    """What a signed-in person sees, or whoever holds a signed link, is kept by no cache, the browser's nor a proxy's:
    a link taken back opens nothing from then on, and a search engine finds none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        person = getattr(request, "user", None)
        signed_link = request.resolver_match is not None and "token" in request.resolver_match.kwargs
        if signed_link:
            response.headers.setdefault("X-Robots-Tag", "noindex")
        known = person is not None and person.is_authenticated
        if (known or signed_link) and "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
        return response
