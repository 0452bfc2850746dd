"""Wherever a page asks for a part of itself, the part put in the page gives the page reloaded."""

import pytest
from lxml import html

from fabrique.ground.people.enums import Role
from tests.htmx import parsed, same, swapped
from tests.walk.ways import ours

pytestmark = pytest.mark.django_db(databases="__all__")


def asking(page):
    """`(address, id of the target, swap)` of each element that fetches by GET into a named place."""
    for element in page.xpath("//*[@hx-get]"):
        target = next(iter(element.xpath("ancestor-or-self::*[@hx-target][1]/@hx-target")), "")
        swap = next(iter(element.xpath("ancestor-or-self::*[@hx-swap][1]/@hx-swap")), "innerHTML").split()[0]
        if target.startswith("#"):
            yield element.get("hx-get"), target[1:], swap


@pytest.mark.parametrize(
    "way", [way for way in ours() if not way.route.startswith("compte/")], ids=lambda way: way.route or "/"
)
def test_fragment_in_its_page_is_the_page_reloaded(way, near, cast):
    client = cast[Role.ASSOCIATION_EMPLOYEE]
    address = way.address(near)
    page = client.get(address)
    if page.status_code != 200 or b"<html" not in page.getvalue():
        return

    for wanted, target, swap in asking(parsed(page.text)):
        fragment = client.get(wanted or address, headers={"HX-Request": "true", "HX-Target": target})
        reloaded = client.get(wanted or address)

        assert fragment["Vary"] == reloaded["Vary"]
        if b"<html" not in reloaded.content:  # an address that only ever gives this part
            assert fragment.content == reloaded.content
            continue
        assert len(fragment.content) < len(reloaded.content), f"{wanted} gives the whole page for #{target}"
        assert same(swapped(reloaded.text, fragment.text, target, swap), parsed(reloaded.text)), (
            f"#{target} of {wanted}"
        )


def test_replay_sees_a_fragment_that_differs():
    page = "<html><body><main><ul id='results'><li>a</li><li>b</li></ul><p>end</p></main></body></html>"

    assert same(swapped(page, "<li>a</li>\n<li>b</li>", "results"), parsed(page))
    assert same(swapped(page, "<ul id='results'><li>a</li><li>b</li></ul>", "results", "outerHTML"), parsed(page))
    assert not same(swapped(page, "<li>a</li>", "results"), parsed(page))
    assert (
        html.tostring(swapped(page, "<li>c</li>", "results").get_element_by_id("results"))
        == b'<ul id="results"><li>c</li></ul>'
    )
