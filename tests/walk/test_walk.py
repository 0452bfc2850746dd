"""Every address × every principal × every method: what the rules say is what happens (reliability 1, 2, 23, 31)."""

import re
from contextlib import contextmanager
from functools import cache
from zlib import crc32

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.guards import HouseClient
from tests.proof import FULL
from tests.sides import CANARY, PUBLIC
from tests.walk.expectations import MAY, PRINCIPALS, PROVED_BY_ITS_ADDRESS, SEES_ALL, STRANGER, VISITOR
from tests.walk.ways import UNKNOWN, every_way, ours

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN_RULES = ("anyone", "signed_in")
FIRST_OF_ITS_RULE = {
    way.rule.name: way.route for way in reversed(ours()) if way.rule.__name__ not in OPEN_RULES
}.values()  # fmt: skip
UNSUPPORTED = ("PUT", "PATCH", "DELETE")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
KEPT_TABLES = ("core_auditentry", "django_session", "usersessions_usersession")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def principals(way):
    """Everybody in `make proof`; else a visitor, a stranger, and a few of those who may and of those who may not, other
    ones on each page. `test_rule_says_the_same_to_everybody` asks the rule itself for each of them."""
    if FULL:
        return PRINCIPALS
    expected = [] if way.rule.__name__ in OPEN_RULES else sorted(MAY[way.rule.name])
    others = [who for who in PRINCIPALS if who not in expected]
    return tuple(dict.fromkeys((VISITOR, STRANGER, *in_turn(way, expected, 4), *in_turn(way, others, 4))))


def in_turn(way, those, how_many: int):
    """A few of them, other ones on each page."""
    start = crc32(way.route.encode()) % max(len(those), 1)
    return (those + those)[start : start + how_many]


def the_curious(way):
    """Who tries the far side: a visitor, a stranger, two of those who may on the near side, and another, in turn.

    `test_nobody_enters_the_far_side` tries its door for each of them."""
    if FULL:
        return [who for who in principals(way) if who not in SEES_ALL]
    expected = [] if way.rule.__name__ in OPEN_RULES else sorted(MAY[way.rule.name] - SEES_ALL)
    others = [who for who in PRINCIPALS if who not in SEES_ALL]
    return dict.fromkeys((VISITOR, STRANGER, *in_turn(way, expected, 2), *in_turn(way, others, 1)))


@contextmanager
def undone():
    """What a request writes is taken back, so that the next one finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(client: Client, method: str, address: str):
    with undone(), CaptureQueriesContext(connection) as queries:
        response = (
            client.generic(method, address)
            if method not in ("GET", "POST")
            else getattr(client, method.lower())(address)
        )
        body = b"".join(response.streaming_content) if response.streaming else response.content
    wrote = [q["sql"][:90] for q in queries if WRITES.match(q["sql"]) and not any(t in q["sql"] for t in KEPT_TABLES)]
    return response, body, wrote


def refused(response) -> bool:
    to_login = response.status_code == 302 and response["Location"].startswith("/compte/login/")
    return response.status_code in (403, 404, 405) or to_login


def opened(response) -> bool:
    return response.status_code in (200, 302, 304, 405) and not response.get("Location", "").startswith(
        "/compte/login/"
    )


def faults_of(response, body, who: str) -> list[str]:
    """What no answer may ever be, whoever asks for whatever."""
    found = [f"{name} is {response.get(name)}" for name, value in HEADERS.items() if response.get(name) != value]
    policy = response.get("Content-Security-Policy", "")
    # a document shown as a page carries its own style and is given nothing else: no script, no origin
    if "default-src 'none'" not in policy or ("unsafe" in policy and "sandbox" not in policy):
        found.append(f"the policy is {policy}")
    if response.status_code >= 500:
        found.append(f"answers {response.status_code}")
    if response.wsgi_request.user.is_authenticated and "no-store" not in response.get("Cache-Control", ""):
        found.append("may be kept by a cache")
    if who not in SEES_ALL and CANARY in body.decode("utf-8", "replace").lower():
        found.append(f"tells {re.search(CANARY + '[-a-z0-9]*', body.decode('utf-8', 'replace').lower()).group()}")
    return found


def methods(way, who) -> tuple[str, ...]:
    """Those the view knows for who may; one of them for the others, whom the rule stops first, a visitor's two.

    A method that the view does not know is refused before anybody is looked at: `test_any_method` sends those.
    """
    known = tuple(method for method in ("GET", "POST") if method in allowed_methods(way))
    return known if FULL or who == VISITOR or who in MAY[way.rule.name] else known[-1:]


@cache
def allowed_methods(way) -> tuple[str, ...]:
    """As the view itself says to a method it does not know."""
    said = HouseClient().generic("TRACE", way.address(None)).get("Allow", "")
    return tuple(said.split(", ")) if said else ("GET", "POST")


@pytest.mark.parametrize("way", ours(), ids=lambda way: way.route or "/")
def test_rule_decides_who_opens_the_near_side(way, near, far, cast):
    assert way.rule.name in MAY, f"Teach MAY in tests/walk/expectations.py who passes {way.rule.name}"
    faults = []
    for who in principals(way):
        for method in methods(way, who):
            response, body, wrote = send(cast[who], method, way.address(near))
            found = faults_of(response, body, who) + judged(response, wrote, method, may=who in MAY[way.rule.name])
            faults += [f"{who} {method}: {fault}" for fault in found]

    assert faults == []


@pytest.mark.parametrize("way", [way for way in ours() if hasattr(way.view, "enter")], ids=lambda way: way.route or "/")
def test_rule_says_the_same_to_everybody(way, near, cast):
    """Each principal, before the door: what they find there, then the rule; without the page."""
    codes = {name: way.value(name, near) for name in way.loads}
    passed = {who for who in PRINCIPALS if passes(way, cast.people[who], codes)}

    assert passed - MAY[way.rule.name] == set(), "They pass the rule, and should not"
    assert MAY[way.rule.name] - passed == set(), "They should pass the rule"


def passes(way, person, codes) -> bool:
    try:
        way.view.enter(person if person.is_active else AnonymousUser(), codes)
    except (Denied, Http404):
        return False
    return True


def judged(response, wrote, method, *, may: bool) -> list[str]:
    found = []
    if not may and not refused(response):
        found.append(f"gets {response.status_code} and should be refused")
    if not may and wrote:
        found.append(f"is refused and yet writes {wrote}")
    if may and method == "GET":
        found += [f"{name} has no order" for name in unordered(response)]
        found += [] if opened(response) else [f"gets {response.status_code} and should pass"]
    return found


def hidden(way) -> bool:
    return any(model._meta.label not in PUBLIC for model in way.loads.values())


@pytest.mark.parametrize("way", [way for way in ours() if hidden(way)], ids=lambda way: way.route)
def test_far_and_unknown_are_the_same_to_those_who_may_not_see(way, near, far, cast):
    faults = []
    for who in the_curious(way):
        for method in methods(way, who):
            unknown, unknown_body, _wrote = send(cast[who], method, way.address(None))
            for place in {way.address(far), way.address(*mixed(way, near, far))}:
                response, body, wrote = send(cast[who], method, place)
                faults += [f"{who} {method} {place}: {fault}" for fault in faults_of(response, body, who)]
                if not refused(response) or wrote:
                    faults.append(f"{who} {method} {place}: gets {response.status_code}, writes {wrote}")
                if (response.status_code, plain(body, place)) != (
                    unknown.status_code,
                    plain(unknown_body, way.address(None)),
                ):
                    faults.append(f"{who} {method} {place}: differs from an unknown code")

    assert faults == []


@pytest.mark.parametrize("way", [way for way in ours() if hidden(way)], ids=lambda way: way.route)
def test_nobody_enters_the_far_side(way, near, far, cast):
    """Before the door, without the page: what is there is not found, or refused."""
    for sides in ((far,), mixed(way, near, far)) if FULL else (mixed(way, near, far),):
        given = dict(zip(way.arguments, [*sides, *[sides[-1]] * len(way.arguments)], strict=False))
        codes = {name: way.value(name, given[name]) for name in way.loads}
        entered = {who for who in PRINCIPALS if who not in SEES_ALL and passes(way, cast.people[who], codes)}

        assert entered == set()


def mixed(way, near, far):
    """The near side's objects, and the far side's for the last one: what a curious person types by hand."""
    last = max(index for index, name in enumerate(way.arguments) if name in way.loads)
    return [*([near] * last), far]


def plain(body: bytes, address: str) -> str:
    """The page without what changes from one request to the next: its own address, its reference, its token."""
    text = body.decode().replace(address, "…")
    for code in re.findall(r"[-a-z0-9]{8,60}", address):
        text = text.replace(code, "…")
    text = re.sub(r'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"|value="[^"]*%2F[^"]*"', "…", text)
    return re.sub(r"(Référence|Reference).{1,3}\w{8}", "…", text)


@pytest.mark.parametrize("way", every_way(), ids=lambda way: way.route or "/")
def test_any_method_gets_a_calm_answer(way, near, far, cast):
    faults = []
    unsupported = UNSUPPORTED if FULL or way.library else in_turn(way, UNSUPPORTED, 1)
    for who in (VISITOR, Role.PLATFORM_ADMINISTRATOR):
        unknown = [method for method in ("GET", "POST") if way.library or method not in allowed_methods(way)]
        for method in (*unknown, "HEAD", "OPTIONS", *unsupported):
            response, body, wrote = send(cast[who], method, way.address(near))
            faults += [f"{who} {method}: {fault}" for fault in faults_of(response, body, who)]
            if method in ("HEAD", "OPTIONS") and wrote:
                faults.append(f"{who} {method}: writes {wrote}")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cast[Role.PLATFORM_ADMINISTRATOR].cookies
    for method in ("POST", *unsupported):
        response, _body, wrote = send(strict, method, way.address(near))
        proved = way.name in PROVED_BY_ITS_ADDRESS and method == "POST"
        if not proved and (response.status_code not in (403, 405) or wrote):
            faults.append(f"{method} without a token: gets {response.status_code}, writes {wrote}")

    assert faults == []


def unordered(response) -> set[str]:
    """Names of the querysets a page was given without an order: the database may show them differently tomorrow."""
    contexts = [context.flatten() for context in response.context or [] if hasattr(context, "flatten")]
    return {
        name
        for context in contexts
        for name, value in context.items()
        if isinstance(value, QuerySet) and not value.ordered and not value.query.is_empty()
    }


def test_walk_would_see_a_page_that_tells(near, far, cast):
    """Positive control: the far cohort's name in a body is a fault for a visitor, not for the team."""
    body = f"<p>{far.of(Cohort).name}</p>".encode()
    response, _body, _wrote = send(cast[VISITOR], "GET", "/")

    assert [fault[:5] for fault in faults_of(response, body, VISITOR)] == ["tells"]
    assert faults_of(response, body, Role.ASSOCIATION_EMPLOYEE) == []
    response.wsgi_request.user = cast.people[STRANGER]
    del response["Cache-Control"]
    assert faults_of(response, body, Role.ASSOCIATION_EMPLOYEE) == ["may be kept by a cache"]
    assert UNKNOWN not in body.decode()
