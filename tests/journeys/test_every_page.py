"""Every page, as each person of the demonstration: reached by links alone, read by axe, no wider than a phone, entered
by the keyboard.

A page that an earlier person met is not read again. Each is read on a phone, light and French, or on a desktop, dark and
English, in turn; in `make proof` on both. The contrast of a text is measured once for each dress and each place it stands in
(its classes and those around it), in `make proof` everywhere: it is more than half of the reading.
"""

from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe

from fabrique.ground.people.enums import Role
from tests.journeys.crawl import crawl, enter, open_vault
from tests.proof import FULL

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
ASKED = """async ([tags, contrast, met]) => {
  const told = async (place, options) => (await axe.run(place, {...options, resultTypes: ['violations']})).violations.flatMap(
    one => one.nodes.slice(0, 3).map(node => `${one.id} ${node.html.slice(0, 160)}`))
  const rules = {[contrast]: {enabled: met === null}}
  const faults = await told(document, {runOnly: {type: 'tag', values: tags}, rules})
  if (met === null) return [faults, []]
  const look = element => [element, element.parentElement, element.parentElement?.parentElement].map(
    one => one && `${one.tagName}.${one.className.baseVal ?? one.className}`).join(' in ')
  const fresh = new Map()
  for (const element of document.body.querySelectorAll('*'))
    if ([...element.childNodes].some(one => one.nodeType === 3 && one.data.trim()) && element.checkVisibility()
        && !met.includes(look(element)))
      fresh.set(look(element), [...fresh.get(look(element)) ?? [], element])
  if (fresh.size) faults.push(...await told({include: [...fresh.values()].flat()}, {runOnly: [contrast]}))
  return [faults, [...fresh.keys()]]
}"""
VISITOR = ""
PEOPLE = (VISITOR, Role.COHORT_LEAD, Role.DELEGATION_REFERENT, Role.EMBEDDED_EVALUATOR, Role.DIAGNOSTICIAN,
          Role.PLATFORM_ADMINISTRATOR)  # fmt: skip
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SKIP = "#contenu"
PALE = """const text = document.querySelector('main').appendChild(document.createElement('p'))
text.className = 'of-this-test'; text.textContent = 'Pale'
text.style.setProperty('color', '#ddd'); text.style.setProperty('background', '#fff')"""
FIRST_REACHED = "document.activeElement.getAttribute('href')"
axe = Axe()


@pytest.fixture(scope="module")
def met():
    """Kinds of pages already read."""
    return set()


@pytest.fixture(scope="module")
def looks():
    """Texts whose contrast was measured: on a phone in the light, on a desktop in the dark."""
    return {} if FULL else {"phone": [], "desktop": []}


@pytest.mark.parametrize("role", PEOPLE, ids=lambda role: role or "visitor")
def test_pages_are_reached_by_links_and_read_by_all(role, open_page, met, looks):
    screens = {"phone": open_page(width=390), "desktop": open_page(scheme="dark", language="en")}
    for page in screens.values():
        if role:
            enter(page, role)
        if role == Role.DIAGNOSTICIAN:
            open_vault(page)
    found = crawl(screens["phone"].context, "/etabli/" if role else "/")
    fresh = {address: kind for kind, address in found.items() if kind not in met}
    met.update(found)
    assert len(found) > 20

    faults = []
    for address, kind in sorted(fresh.items()):
        chosen = list(screens) if FULL else [list(screens)[crc32(kind.encode()) % 2]]
        faults += [fault for name in chosen for fault in read(screens[name], address, looks.get(name))]

    assert faults == []


def test_a_text_too_pale_is_seen_once(open_page):
    """The reading itself: the same page, a text made too pale in it, then the same again."""
    page, looks = open_page(), []
    assert read(page, "/", looks) == []

    page.goto("/mentions-legales/")
    page.evaluate(PALE)
    first, second = ask(page, looks), ask(page, looks)

    assert ([fault.split()[0] for fault in first], second) == ([CONTRAST], [])


def ask(page, looks: list[str] | None = None) -> list[str]:
    """What axe finds; of contrast, only texts whose place is not among `looks`, to which it adds them."""
    page.evaluate(axe.axe_script)
    faults, fresh = page.evaluate(ASKED, [TAGS, CONTRAST, looks])
    if looks is not None:
        looks += fresh
    return faults


def read(page, address: str, looks: list[str] | None) -> list[str]:
    page.goto(address)
    faults = [f"{address}: {fault}" for fault in ask(page, looks)]
    if (wider := page.evaluate(SIDEWAYS)) > 0:
        faults.append(f"{address}: {wider} px wider than the screen")
    if page.locator("[autofocus]").count():  # a page of one field begins in it
        return faults
    page.keyboard.press("Tab")
    if (first := page.evaluate(FIRST_REACHED)) != SKIP:
        faults.append(f"{address}: the keyboard reaches {first} first")
    return faults
