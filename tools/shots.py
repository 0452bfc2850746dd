"""`make shots`: a picture of every page as each person of the demonstration sees it, then sheets of them in `var/shots`.

Phone in light French and desktop in dark English; `make shots ONLY=cohortes` keeps the addresses that hold the word.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ |= {"FABRIQUE_ENV": "demonstration", "DJANGO_SETTINGS_MODULE": "config.settings"}

import django

django.setup()

from playwright.sync_api import sync_playwright  # noqa: E402  after the settings

from fabrique.ground.people.enums import Role  # noqa: E402
from tests.journeys.conftest import CHROMIUM, FLAGS  # noqa: E402
from tests.journeys.crawl import crawl, enter  # noqa: E402
from tests.journeys.served import serving  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "var" / "shots"
VISITOR = "visitor"
PEOPLE = (VISITOR, Role.COHORT_LEAD, Role.DELEGATION_REFERENT, Role.EMBEDDED_EVALUATOR, Role.ASSOCIATION_EMPLOYEE,
          Role.PLATFORM_ADMINISTRATOR)  # fmt: skip
LOOKS = {
    "phone": (390, "light", "fr", 8),
    "desktop": (1280, "dark", "en", 4),
}  # width, scheme, language, pictures a row
TALLEST = 3000
SHEET = """<body style="margin:8px;display:grid;gap:8px;align-items:start;grid-template-columns:repeat({columns},1fr);
background:#888;font:14px sans-serif">{figures}"""
FIGURE = """<figure style="margin:0;min-width:0"><figcaption style="overflow-wrap:anywhere">{name}</figcaption><img src="file://{path}" style="width:100%"></figure>"""


def main(only: str) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, serving(Path(place) / "shots", "demo load") as instance, \
            sync_playwright() as playwright:  # fmt: skip
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        met: set[str] = set()
        for person in PEOPLE:
            context = open_context(browser, instance.url, "phone", person)
            found = {
                pattern: address
                for pattern, address in crawl(context, "/" if person == VISITOR else "/etabli/").items()
                if only in address
            }
            fresh = {address for pattern, address in found.items() if pattern not in met or pattern == "etabli/"}
            met |= set(found)
            for look in LOOKS:
                sheet(browser, look, person, shoot(browser, instance.url, look, person, sorted(fresh)))
    return 0


def open_context(browser, url: str, look: str, person: str):
    width, scheme, language, _columns = LOOKS[look]
    context = browser.new_context(
        base_url=url, viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language
    )
    context.add_cookies([{"name": "langue", "value": language, "url": url}])
    if person != VISITOR:
        enter(context.new_page(), person)
    return context


def shoot(browser, url: str, look: str, person: str, addresses: list[str]) -> list[tuple[str, Path]]:
    context = open_context(browser, url, look, person)
    page, pictures = context.new_page(), []
    for address in addresses:
        page.goto(address)
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        path = FOLDER / f"{person}-{look}-{address.strip('/').replace('/', '-') or 'home'}.png"
        page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": LOOKS[look][0], "height": height})
        pictures.append((address, path))
    context.close()
    return pictures


def sheet(browser, look: str, person: str, pictures: list[tuple[str, Path]]) -> None:
    for number in range(0, len(pictures), 8):
        figures = "".join(FIGURE.format(name=name, path=path) for name, path in pictures[number : number + 8])
        laid = FOLDER / "sheet.html"
        laid.write_text(SHEET.format(columns=LOOKS[look][3], figures=figures))
        page = browser.new_page(viewport={"width": 2000, "height": 800})
        page.goto(f"file://{laid}")
        target = FOLDER / f"sheet-{person}-{look}-{number // 8 + 1}.png"
        page.screenshot(path=target, full_page=True)
        page.close()
        laid.unlink()
        print(target, flush=True)


if __name__ == "__main__":
    sys.exit(main(os.environ.get("ONLY", "")))
