"""No input gives a 500: every form of every page, each field in turn, with what nobody would type (reliability 19)."""

from urllib.parse import quote

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from fabrique.ground.people.enums import Role
from tests.proof import FULL
from tests.walk.ways import ours

pytestmark = pytest.mark.django_db(databases="__all__")
NASTY = (
    "", " ", "\x00", "a\x00b", "\ud800", "\u202egnirts", "é" * 5000, "x" * 100_000, "0", "-1", "9" * 400, "1e999", "NaN",
    "2026-02-30", "99:99", "<script>alert(1)</script>", "${7*7}", "%s%(n)s%", "\r\nSet-Cookie: a=b", "' OR 1=1 --",
    "../../etc/passwd", "[]", '{"a": 1}', "٣٤", "\U0001f9ea", "on", "true",
)  # fmt: skip
EDITORS = (Role.PLATFORM_ADMINISTRATOR, Role.COHORT_LEAD, Role.DELEGATION_REFERENT, Role.EMBEDDED_EVALUATOR,
           Role.ACCOMPANYING_ALLY)  # fmt: skip
MOST_FIELDS = 40
any_text = st.text(st.characters(), max_size=200)  # lone surrogates and control signs included


def encoded(values: dict[str, str]) -> str:
    """As a browser never would: surrogates leave as the bytes that UTF-8 forbids."""
    return "&".join(f"{quote(name)}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in values.items())


def forms(client, address: str):
    """`(method, action, {field: value})` of each form of a page."""
    response = client.get(address)
    if response.status_code != 200 or b"<form" not in response.getvalue():
        return
    for form in html.document_fromstring(response.text).forms:
        fields = {name: value or "" for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
        fields = dict.fromkeys((field for field in form.fields if field != "csrfmiddlewaretoken"), "") | fields
        if fields and form.get("action", "") != "/preferences":
            yield form.method.upper(), form.get("action") or address, fields


def answers(client, method: str, action: str, values: dict[str, str]) -> int:
    with transaction.atomic():
        if method == "GET":
            status = client.get(f"{action.partition('?')[0]}?{encoded(values)}").status_code
        else:
            status = client.post(action, encoded(values), content_type="application/x-www-form-urlencoded").status_code
        transaction.set_rollback(True)
    return status


def trials(fields: dict[str, str]):
    """Each field in turn with every nasty value, then all at once (outside `make proof` two or three of them, other ones
    for each field, and a fifth)."""
    for name in list(fields)[:MOST_FIELDS]:
        yield from (fields | {name: value} for value in (NASTY if FULL else NASTY[len(name) % 11 :: 11]))
    yield from (dict.fromkeys(fields, value) for value in (NASTY if FULL else NASTY[len(fields) % 5 :: 5]))


@pytest.mark.parametrize("way", ours(), ids=lambda way: way.route or "/")
def test_no_field_breaks_its_page(way, cast):
    seen, broken = set(), []
    for who in EDITORS:
        for method, action, fields in forms(cast[who], way.address(cast.near)):
            known = (method, action, frozenset(fields))
            if known in seen:
                continue
            seen.add(known)
            broken += [
                (action, values) for values in trials(fields) if answers(cast[who], method, action, values) >= 500
            ]

    assert [(action, {k: v[:20] for k, v in values.items()}) for action, values in broken] == []


@pytest.mark.parametrize("way", [way for way in ours() if not way.loads], ids=lambda way: way.route or "/")
def test_no_query_string_breaks_a_page(way, cast):
    client = cast[Role.PLATFORM_ADMINISTRATOR]
    address = way.address(cast.near)

    @settings(max_examples=100 if FULL else 4, deadline=None, database=None, derandomize=True,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(any_text, any_text)
    def asked(words, page):
        query = encoded({"q": words, "page": page, "next": words, "suite": page, words or "x": page})
        assert client.get(f"{address}?{query}").status_code < 500

    asked()
