"""Every page a person can reach by links alone, one for each address pattern, as somebody without JavaScript would."""

import re
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from lxml import html

# what these open is no page: a file, a change of account, the way out
LEFT_ALONE = re.compile(r"^/(static|media|sante|compte/(logout|2fa/recovery-codes/download))")
HTMX = ("hx-get", "hx-post", "hx-put", "hx-delete", "hx-patch")


def enter(page, role: str) -> None:
    """Sign in as a person of the demonstration."""
    page.goto("/compte/login/")
    page.locator(f"button[value='demo-{role}']").click()
    page.wait_for_url(re.compile(r"^http://[^/]+/(?!compte/login)"))


def open_vault(page) -> None:
    """That of a person of the demonstration: all open with the same phrase."""
    page.goto("/moi/coffre/ouvrir")
    page.locator("main [name=passphrase]").fill(settings.DEMONSTRATION_PASSPHRASE)
    page.locator("main form .btn--go").first.click()
    page.wait_for_url(re.compile(r"^http://[^/]+/(?!moi/coffre/ouvrir)"))


def pattern(path: str) -> str:
    try:
        return resolve(path).route
    except Resolver404:
        return path


def crawl(context, start: str = "/") -> dict[str, str]:
    """`{address pattern: address}` of the pages reached from `start` with the context's cookies.

    Raises `AssertionError` on a link that leads nowhere and on what only a script could follow.
    """
    found, waiting, seen = {}, [start], set()
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if address in seen or pattern(path) in found or LEFT_ALONE.match(path):
            continue
        seen.add(address)
        answer = context.request.get(address)
        assert answer.status < 400, f"{address} answers {answer.status}"
        if "content-disposition" in answer.headers or "<html" not in (text := answer.body().decode("utf-8", "replace")):
            continue
        arrived = urlsplit(answer.url).path
        if pattern(arrived) in found:
            continue
        found[pattern(arrived)] = arrived
        tree = html.document_fromstring(text)
        assert list(scripted(tree)) == [], f"{arrived} needs JavaScript"
        waiting += links(tree, arrived)
    return found


def links(tree, address: str) -> list[str]:
    joined = [urljoin(address, link) for link in tree.xpath("//a/@href")]
    return [link.partition("#")[0] for link in joined if link.startswith("/") and not link.startswith("//")]


def scripted(tree):
    """What asks the server by HTMX and has neither a link nor a form to do it without."""
    for element in tree.xpath("|".join(f"//*[@{name}]" for name in HTMX)):
        counts = element.get("hx-trigger") == "load" and element.get("hx-swap") == "none"  # shows nothing, asks nothing
        plain = (
            counts
            or element.get("href")
            or element.tag == "form"
            or element.xpath("ancestor::form")
            or element.get("form")
        )
        if not plain:
            yield html.tostring(element)[:200]
