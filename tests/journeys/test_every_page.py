"""Every page, as each person of the demonstration: reached by links alone, read by axe, no wider than a phone, entered
by the keyboard.

A page that an earlier person met is read again only where what is on it depends on who looks.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from fabrique.ground.people.enums import Role
from tests.journeys.crawl import crawl, enter, open_vault

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
    fresh = {address for pattern, address in found.items() if pattern not in met}
    met.update(found)
    assert len(found) > 20

    faults = [fault for page in (phone, desktop) for address in sorted(fresh) for fault in read(page, address)]

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
