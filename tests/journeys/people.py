"""People at a browser: they enter, go somewhere, fill what is labelled, press what is named."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.crawl import enter

INSIDE = re.compile(r"^http://[^/]+/(?!compte/)")


def day(shift: int) -> str:
    """Of the machine's clock, by which the browser and the server live; read each time: a story may last past midnight."""
    return (date.today() + timedelta(days=shift)).isoformat()  # noqa: DTZ011  Django gave the process its own zone


def enter_by_code(page, served, address):
    before = len(served.letters(address))
    page.goto("/compte/login/")
    page.get_by_label("Votre adresse e-mail").fill(address)
    page.get_by_role("button", name="Continuer").click()
    letter = served.wait_for_letter(address, after=before)
    page.get_by_label("Code").fill(re.search(r"^    (\S+)$", letter, re.MULTILINE)[1])
    page.get_by_role("button", name="Entrer", exact=True).click()
    page.wait_for_url(INSIDE)


class Somebody:
    """A person at a browser: goes somewhere, fills what is labelled, presses what is named."""

    def __init__(self, page, role: str = ""):
        self.page = page
        if role:
            enter(page, role)

    def goes(self, address: str) -> "Somebody":
        answer = self.page.goto(address)
        assert answer.status < 400, f"{address} answers {answer.status}"
        return self

    def fills(self, **values: str) -> "Somebody":
        """By the field's name, in the form of the page's main part that has them all."""
        for name, value in values.items():
            field = self.page.locator(f"main :is(input, select, textarea)[name={name}]:not([type=hidden])").first
            fold = field.locator("xpath=ancestor::details[not(@open)]/summary")
            if fold.count():
                fold.click()
            tag = field.evaluate("element => element.tagName")
            if tag == "SELECT":
                known = field.locator("option").all_inner_texts()
                found = [i for i, text in enumerate(known) if text.lower().startswith(value.lower())]
                assert found, f"{name} has no « {value} » but {known}"
                field.select_option(index=found[0])
            elif field.get_attribute("type") in ("checkbox", "radio"):
                self.page.locator(f"main [name={name}]" + (f"[value='{value}']" if value != "on" else "")).check()
            else:
                field.fill(value)
        return self

    def presses(self, name: str, *, within: str = "main") -> "Somebody":
        self.unfolds(within, "button", name).click()
        self.page.wait_for_load_state()
        # what was sent without leaving the page is answered
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        assert self.page.locator("main .field--wrong, main [aria-invalid=true]").count() == 0, self.page.url
        return self

    def enters(self, name: str) -> "Somebody":
        """By the links of the top of the page, folded or not."""
        link = self.page.locator("header").get_by_role("link", name=name, exact=True, include_hidden=True).first
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            link.evaluate("link => link.click()")
        return self

    def follows(self, name: str) -> "Somebody":
        self.unfolds("main", "link", name).click()
        self.page.wait_for_load_state()
        return self

    def unfolds(self, within: str, role: str, name: str):
        """What is named, seen: first of those in sight, else in what a fold holds."""
        named = self.page.locator(within).get_by_role(role, name=re.compile(name))
        self.page.wait_for_load_state()
        if named.count() == 0:
            for fold in self.page.locator(within).locator("details:not([open]) > summary").all():
                fold.click()
                if named.count():
                    break
        return named.first

    def moves(self, move: str, **values: str) -> "Somebody":
        """On the file of a candidacy."""
        self.follows("Que devient cette candidature")
        return self.fills(name=move, **values).presses("Enregistrer")

    def options(self, name: str) -> list[str]:
        return self.page.locator(f"main select[name={name}] option").all_inner_texts()[1:]

    def reads(self, *words: str) -> "Somebody":
        for word in words:
            expect(self.page.locator("main"), self.page.url).to_contain_text(word, use_inner_text=True)
        return self
