"""The interview room in a real browser: nothing typed is lost to a cut, a closed vault or a second window."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.crawl import enter, open_vault

pytestmark = pytest.mark.browser
PHRASE = settings.DEMONSTRATION_PASSPHRASE
PREPARE = f"""
from django.utils import timezone
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.diagnostics.actions.framing import open_diagnostic
from fabrique.accompaniment.diagnostics.models import Grid, Member, Question
from fabrique.accompaniment.interviews import actions
from fabrique.accompaniment.interviews.sealed import Facts
from fabrique.core.vault import keys
from fabrique.core.vault.spaces import Vault
from fabrique.ground.people.models import Person, RoleGrant, Scope
from fabrique.core.db import new_code
from tests.world import make_participation, make_territory
person = Person.objects.get(email="diagnostician@demo.invalid")
village = make_territory(code=new_code(), name="Un village d’essai")
place = make_participation(Cohort.objects.get(code="fictive"), village)
lead = Person.objects.get(email="cohort-lead@demo.invalid")
diagnostic = open_diagnostic(participation=place, by=lead)
grid = Grid.objects.create(title=f"Trame d’essai {{village.code}}")
for order, text in enumerate(["Qui décide ?", "Qu’est-ce qui avance ?", "Qu’est-ce qui coince ?"]):
    Question.objects.create(grid=grid, order=order, section="Porter et piloter", text=text)
RoleGrant.objects.get_or_create(person=person, role="diagnostician", scope=diagnostic.scope)
Member.objects.create(diagnostic=diagnostic, person=person, role="diagnostician", declared_at=timezone.now())
pair = keys.KeyPair.objects.get(holder=person.code)
space = Vault(person.code, keys.private_of(pair, "{PHRASE}")).new_space()
diagnostic.space, diagnostic.grid, diagnostic.state = space.code, grid, "running"
diagnostic.save()
interview = actions.begin(diagnostic=diagnostic, space=space, by=person, facts=Facts(category="elected", function="une élue"))
print(diagnostic.code, interview.code)
"""
READ = f"""
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.interviews.sealed import extracts, text_of
from fabrique.core.vault import keys
from fabrique.core.vault.spaces import Vault
interview = Interview.objects.get(code="{{0}}")
holder = interview.author.code
vault = Vault(holder, keys.private_of(keys.KeyPair.objects.get(holder=holder), "{PHRASE}"))
space = vault.space(interview.diagnostic.space)
print(text_of(space.item(interview.code), interview.notes))
print("@@" + "|".join(f"{{{{c.kind}}}}:{{{{c.theme}}}}:{{{{c.text}}}}" for c in extracts(space, interview.diagnostic)))
"""


def shot(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def prepared(served):
    diagnostic, interview = served.shell(PREPARE).split()[-2:]
    return served, f"/parcours/diagnostics/{diagnostic}/entretiens/", interview


def stored(served, interview):
    text, _mark, coded = served.shell(READ.format(interview)).partition("\n@@")
    return text, coded


def status(page, pattern):
    page.locator("[data-said]").filter(has_text=re.compile(pattern)).wait_for(timeout=40_000)


def test_room_loses_nothing_to_a_cut_a_closed_vault_or_a_second_window(prepared, open_page):
    served, home, interview = prepared
    page = open_page()
    page.expected(r"ERR_INTERNET_DISCONNECTED|423|409|403")
    enter(page, "diagnostician")
    open_vault(page)
    page.goto(f"{home}{interview}/")
    area = page.locator("textarea[name=text]")

    area.press("Control+Enter")
    area.type("La directrice décide seule.")
    status(page, "^Enregistré à")
    shot(page, "room-1280")
    assert stored(served, interview)[0] == "## Qui décide ?\nLa directrice décide seule."

    page.context.set_offline(True)
    area.type(" On l’apprend par l’affiche.")
    status(page, "le serveur ne répond pas")
    kept = page.evaluate(
        "JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, history.state])"
    )
    assert "affiche" not in kept
    assert "directrice" not in kept
    page.context.set_offline(False)
    status(page, "^Enregistré à")
    assert stored(served, interview)[0].endswith("On l’apprend par l’affiche.")

    other = page.context.new_page()
    other.goto(f"{home}{interview}/")
    other.locator("textarea[name=text]").press("Control+End")
    other.locator("textarea[name=text]").type(" Ici.")
    status(other, "^Enregistré à")
    area.press("Control+End")
    area.type(" Là.")
    page.locator("[data-conflict]").wait_for(state="visible", timeout=20_000)
    shot(page, "room-conflict")
    assert stored(served, interview)[0].endswith("Ici.")
    page.locator("[data-keep=both]").click()
    status(page, "^Enregistré à")
    text = stored(served, interview)[0]
    assert ("Ici." in text, "Là." in text) == (True, True)

    served.shell("from fabrique.core.vault.models import Opening; Opening.objects.all().delete()")
    area.press("Control+End")
    area.type(" Après.")
    status(page, "coffre s’est refermé")
    shot(page, "room-closed")
    open_vault(other)
    status(page, "^Enregistré à")
    assert stored(served, interview)[0].endswith("Après.")


def test_passage_is_coded_by_the_keyboard_alone(prepared, open_page):
    served, home, interview = prepared
    page = open_page(width=390)
    page.expected(r"423")
    enter(page, "diagnostician")
    open_vault(page)
    page.goto(f"{home}{interview}/")
    area = page.locator("textarea[name=text]")
    area.type("#2")
    area.press("Enter")
    area.type("Un 🌲 ici. On sait faire ensemble. Rien d’autre.")
    status(page, "^Enregistré à")
    shot(page, "room-390")

    page.goto(f"{home}{interview}/codage")
    notes = page.locator("[data-transcript]")
    notes.focus()
    for _ in range(3):
        notes.press("ArrowDown")
    notes.press("1")
    page.keyboard.type("Coopération")
    shot(page, "coding-390-before")
    page.keyboard.press("Enter")
    page.locator("mark.code.q-force").wait_for()
    shot(page, "coding-390")

    assert stored(served, interview)[1] == "strength:Coopération:On sait faire ensemble."
    desk = open_page(scheme="dark", language="en")
    enter(desk, "diagnostician")
    open_vault(desk)
    for name, address in (("home", home), ("coding", f"{home}{interview}/codage"), ("themes", f"{home}../themes"),
                          ("search", f"{home}../recherche"), ("agreement", f"{home}../accord"),
                          ("begin", f"{home}commencer"), ("facts", f"{home}{interview}/fiche")):  # fmt: skip
        assert desk.goto(address).status == 200
        shot(desk, f"{name}-1280-dark")
        page.goto(address)
        shot(page, f"{name}-390")
