"""Every page, as each person of the demonstration: reached by links alone, read by axe, no wider than a phone, entered
by the keyboard.

A page that an earlier person met is not read again. Each is read on a phone, light and French, or on a desktop, dark and
English, in turn; in `make proof` on both.
"""

from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe

from fabrique.ground.people.enums import Role
from tests.journeys.crawl import crawl, enter, open_vault
from tests.proof import FULL

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # what passes is not described: half the time
}
VISITOR = ""
PEOPLE = (VISITOR, Role.COHORT_LEAD, Role.DELEGATION_REFERENT, Role.EMBEDDED_EVALUATOR, Role.DIAGNOSTICIAN,
          Role.PLATFORM_ADMINISTRATOR)  # fmt: skip
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SKIP = "#contenu"
FIRST_REACHED = "document.activeElement.getAttribute('href')"
axe = Axe()


@pytest.fixture(scope="module")
def met():
    return set()


@pytest.mark.parametrize("role", PEOPLE, ids=lambda role: role or "visitor")
def test_pages_are_reached_by_links_and_read_by_all(role, open_page, met):
    phone = open_page(width=390)
    desktop = open_page(scheme="dark", language="en")
    for page in (phone, desktop):
        if role:
            enter(page, role)
        if role == Role.DIAGNOSTICIAN:
            open_vault(page)
    found = crawl(phone.context, "/etabli/" if role else "/")
    fresh = {address: kind for kind, address in found.items() if kind not in met}
    met.update(found)
    assert len(found) > 20

    faults = []
    for address, kind in sorted(fresh.items()):
        screens = (phone, desktop) if FULL else (phone, desktop)[crc32(kind.encode()) % 2 :][:1]
        faults += [fault for page in screens for fault in read(page, address)]

    assert faults == []


def read(page, address: str) -> list[str]:
    page.goto(address)
    found = axe.run(page, options=RULES).response["violations"]
    faults = [f"{address}: {one['id']} {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
    if (wider := page.evaluate(SIDEWAYS)) > 0:
        faults.append(f"{address}: {wider} px wider than the screen")
    if page.locator("[autofocus]").count():  # a page of one field begins in it
        return faults
    page.keyboard.press("Tab")
    if (first := page.evaluate(FIRST_REACHED)) != SKIP:
        faults.append(f"{address}: the keyboard reaches {first} first")
    return faults
