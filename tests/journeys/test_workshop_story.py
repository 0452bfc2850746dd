"""The debate of an Agora in a room: one who leads it, a screen for all, eight phones, two of them signed
in; a phone is cut off, the server is killed. What the room decides is resolved with a dissensus, carried, and followed."""

import json
import re
from contextlib import closing
from sqlite3 import connect

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Somebody, enter

pytestmark = pytest.mark.browser

MADE = """
import json
from fabrique.accompaniment.agora.actions import prepare_debate
from fabrique.accompaniment.agora.models import Agora
from fabrique.accompaniment.workshops import actions
from fabrique.ground.people.models import Person
lead = Person.objects.get(email="cohort-lead@demo.invalid")
workshop = prepare_debate(agora=Agora.objects.get(name="Agora des Confins"), by=lead)
actions.add_step(workshop=workshop, kind="vote", question="Qu’en pensez-vous ?", ballot="opinion", by=lead)
print(json.dumps([workshop.code, workshop.door]))
"""
VOTES = """
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.workshops import actions
from fabrique.ground.people.models import Person
lead = Person.objects.get(email="cohort-lead@demo.invalid")
opinion = ({"kind": "vote", "question": "Qu’en pensez-vous ?", "ballot": "opinion"}, ("Un four", "Un puits"))
dots = ({"kind": "vote", "question": "Que retenir ?", "ballot": "dots", "dots": 2}, ("Un four", "Un puits"))
workshop = actions.prepare(cohort=Cohort.objects.get(code="fictive"), title="Au bourg", by=lead, script=(opinion, dots))
actions.move(workshop=workshop, name="open", by=lead)
print(workshop.door)
"""
DOTS = """
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Workshop
workshop = Workshop.objects.get(door="{door}")
actions.go_to(workshop=workshop, step=workshop.steps.last(), by=workshop.facilitator)
"""
COUNTS = """
from fabrique.accompaniment.workshops.models import Workshop
workshop = Workshop.objects.get(door="{door}")
opinion, dots = workshop.steps.all()
print([list(opinion.votes.values_list("position", flat=True)), dots.given_dots.count()])
"""
PHONES = 8
DECIDED = "Rouvrir le moulin au printemps"
COUNTED = re.compile(r"^\s*d’accord\s: 4 · pas d’accord\s: 4 · passent\s: 0\s*$")
DUE = "update agora_followup set due_on = '2026-01-05' where resolution_id = (select id from agora_resolution where title = ?) and months = 3"  # fmt: skip
REFUSED = "Le matin, nos ateliers tournent."


def place_card(phone, words):
    phone.get_by_label("Votre carte").fill(words)
    phone.get_by_role("button", name="Poser sur le mur").click()


def answer(phone, words, button="D’accord"):
    phone.locator("li", has=phone.get_by_text(words, exact=True)).get_by_role("button", name=button, exact=True).click()


def pressed(phone, words, button="D’accord"):
    line = phone.locator("li", has=phone.get_by_text(words, exact=True))
    expect(line.get_by_role("button", name=button, exact=True)).to_have_attribute("aria-pressed", "true")


def forgets_what_another_left(phone):
    """Unsent words of somebody else, in the same tab: they are erased, and sent in nobody's name."""
    phone.evaluate("sessionStorage.setItem(`envois ${location.pathname} quelqu-un`, '[]')")
    phone.reload()
    phone.wait_for_function("() => !Object.keys(sessionStorage).length")


def test_room_goes_from_its_first_card_to_a_promise_followed(open_page, served):
    code, door = json.loads(served.shell(MADE))
    desk = open_page()
    desk.expected(r"net::ERR_|ERR_INCOMPLETE|503")
    lead = Somebody(desk, "cohort-lead").goes(f"/parcours/cohortes/fictive/ateliers/{code}/console")
    lead.presses("Ouvrir l’atelier")
    screen = desk.context.new_page()
    screen.goto(f"/parcours/cohortes/fictive/ateliers/{code}/projection")
    expect(screen.get_by_text(door, exact=True)).to_be_visible()
    phones = [open_page(width=390) for _number in range(PHONES)]
    asker, carrier = phones[:2]
    enter(asker, "delegation-member")
    enter(carrier, "substitute")
    for number, phone in enumerate(phones):
        phone.goto(f"/atelier/{door}/")
        phone.locator("form.choose button").nth(number % 5).click()
    expect(screen.get_by_text("8 personnes dans la salle")).to_be_visible()
    expect(asker.get_by_text("Ces mots ne sont pas partis")).to_be_hidden()

    cards_are_placed(lead, screen, phones)
    cards_are_put_together(lead, screen)
    a_vote_outlives_the_server(lead, phones, served)
    the_room_decides(lead, screen, phones)
    adopted_with_dissensus(lead, asker)
    carried_and_followed(lead, asker, carrier, served)


def cards_are_placed(lead, screen, phones):
    """One phone writes while it is cut off, and goes on typing."""
    lead.presses("Passer à : Qu’entendez-vous")
    for number, phone in enumerate(phones[:-1]):
        place_card(phone, f"Carte {number}")
    cut = phones[-1]
    expect(cut.get_by_label("Votre carte")).to_be_visible()
    cut.context.set_offline(True)
    place_card(cut, "Carte de la cave")
    kept = cut.get_by_text("Votre envoi est gardé ici")
    expect(kept).to_be_visible()
    expect(cut.locator("#kept").get_by_text("Carte de la cave", exact=True)).to_be_visible()
    cut.get_by_label("Votre carte").fill("Une autre, commencée")
    cut.context.set_offline(False)
    expect(screen.get_by_text("Carte de la cave")).to_be_visible()
    for number in range(PHONES - 1):
        expect(screen.get_by_text(f"Carte {number}", exact=True)).to_be_visible()
    expect(kept).to_be_hidden()
    expect(cut.locator("#kept")).to_be_hidden()
    assert cut.get_by_label("Votre carte").input_value() == "Une autre, commencée"

    # one more, sent in the dark, will arrive too late
    cut.context.set_offline(True)
    place_card(cut, "Carte arrivée trop tard")
    expect(kept).to_be_visible()


def cards_are_put_together(lead, screen):
    """One with a mouse, another by the list beside it."""
    lead.presses("Passer à : Sur quoi nous rejoignons-nous")
    lead.page.get_by_label("Ouvrir un groupe de cartes").fill("Le moulin")
    lead.presses("Ouvrir ce groupe")
    group = lead.page.locator(".wall-group")
    # both ends in sight; by its words: a list drags nothing
    lead.page.set_viewport_size({"width": 1280, "height": 2400})
    lead.page.locator("[data-card]", has_text="Carte 0").drag_to(group, source_position={"x": 24, "y": 26})
    expect(group.get_by_text("Carte 0", exact=True)).to_be_visible()
    beside = lead.page.locator("[data-card]", has_text="Carte 1")
    beside.get_by_label("Mettre dans le groupe").select_option("Le moulin")
    beside.get_by_role("button", name="Mettre :").press("Enter")
    expect(group.get_by_text("Carte 1", exact=True)).to_be_visible()
    expect(screen.get_by_role("heading", name="Le moulin")).to_be_visible()


def a_vote_outlives_the_server(lead, phones, served):
    """Each card and each voice is there once."""
    lead.presses("Y aller : Qu’en pensez-vous")
    cut = phones[-1]
    cut.context.set_offline(False)
    for phone in phones:
        expect(phone.get_by_role("heading", name="Qu’en pensez-vous ?")).to_be_visible()
    # it stays in sight; what somebody else left in the tab leaves it
    expect(cut.locator("#refused").get_by_text("Carte arrivée trop tard")).to_be_visible()
    forgets_what_another_left(cut)
    for phone in phones[:4]:
        answer(phone, "Carte 0")
        pressed(phone, "Carte 0")
    served.kill()
    for phone in phones[4:]:
        answer(phone, "Carte 0", "Pas d’accord")
    expect(phones[-1].get_by_text(re.compile("gardé ici|Connexion coupée"))).to_be_visible()
    served.start()
    for phone in phones[4:]:
        pressed(phone, "Carte 0", "Pas d’accord")
    lead.goes(lead.page.url.partition("#")[0])
    expect(lead.page.locator("[data-card]")).to_have_count(PHONES)
    lead.presses("Clore le vote et montrer le résultat").reads(f"{PHONES} personnes dans la salle")
    expect(lead.page.locator("#now").get_by_text(COUNTED)).to_be_visible()


def the_room_decides(lead, screen, phones):
    expect(phones[-1].get_by_text("Ce que dit la salle")).to_be_visible()
    lead.presses("Y aller : Que tentons-nous ensemble").follows("Écrire une décision")
    lead.fills(text=f"{DECIDED}.", carrier="La mairie").presses("Écrire cette décision")
    for page in (screen, *phones):
        expect(page.get_by_text(f"{DECIDED}.")).to_be_visible()


def adopted_with_dissensus(lead, asker):
    """What one category does not accept closes the plain adoption, and is kept."""
    lead.follows("Revenir à").follows(f"En faire une résolution : {DECIDED}")
    lead.page.get_by_label("Agent de la collectivité", exact=True).check()
    lead.presses("^Proposer$").reads(DECIDED, "Décidé dans la salle").presses("Mettre en débat")
    asker.goto(lead.page.url)
    asker.get_by_role("link", name="Dire ce que nous n’acceptons pas").click()
    asker.get_by_label("Ce que cette catégorie n’accepte pas").fill(REFUSED)
    asker.get_by_role("button", name="Garder ces mots").click()
    expect(asker.get_by_text(REFUSED)).to_be_visible()
    lead.goes(lead.page.url)
    plain = lead.page.get_by_role("button", name="Adopter", exact=True)
    assert plain.get_attribute("aria-disabled") == "true"
    lead.presses("Adopter avec dissensus").reads(REFUSED)


def carried_and_followed(lead, asker, carrier, served):
    """Said from the bench of who carries it, at its date; read by who does not accept all of it."""
    carrier.goto(lead.page.url)
    carrier.get_by_role("link", name="Je la porte").click()
    carrier.get_by_role("button", name="Je la porte").click()
    expect(carrier.get_by_role("button", name="Ne plus la porter")).to_be_visible()
    with closing(connect(served.folder / "db.sqlite3")) as database, database:
        database.execute(DUE, [DECIDED])
    Somebody(carrier).goes("/etabli/").follows("^Dire$")
    carrier.get_by_label("en cours").check()
    carrier.get_by_label("En quelques lignes").fill("La porte est ouverte le mardi.")
    carrier.get_by_role("button", name="Dire où elle en est").click()
    expect(carrier.get_by_text("La porte est ouverte le mardi.")).to_be_visible()
    asker.goto(lead.page.url)
    expect(asker.get_by_text("La porte est ouverte le mardi.")).to_be_visible()


def test_what_a_phone_presses_while_it_is_cut_off_is_shown_as_waiting(open_page, served):
    """At once, and after a reload of the tab; as pressed once it has left. No dot is lost by two quick presses."""
    door = served.shell(VOTES)
    phone = open_page(width=390)
    phone.expected(r"net::ERR_FAILED")
    phone.goto(f"/atelier/{door}/")
    phone.locator("form.choose button").first.click()
    expect(phone.get_by_text("Un four", exact=True)).to_be_visible()
    phone.wait_for_load_state()  # a press that comes before the script is a plain form, and leaves the page
    phone.route("**/avis", lambda route: route.abort())
    phone.route("**/points", lambda route: route.abort())
    line = phone.locator("li", has=phone.get_by_text("Un four", exact=True))
    kept = line.get_by_text("Gardé ici, pas encore parti.")

    answer(phone, "Un four")
    answer(phone, "Un four", "Pas d’accord")
    for _again in range(2):
        pressed(phone, "Un four", "Pas d’accord")
        expect(line.get_by_role("button", name="D’accord", exact=True)).to_have_attribute("aria-pressed", "false")
        expect(kept).to_be_visible()
        expect(phone.get_by_text("0 réponse sur 2")).to_be_visible()
        phone.reload()
    phone.unroute("**/avis")
    expect(kept).to_be_hidden()
    pressed(phone, "Un four", "Pas d’accord")
    expect(phone.get_by_text("1 réponse sur 2")).to_be_visible()

    served.shell(DOTS.format(door=door))
    plus = line.get_by_role("button", name="Poser un point")
    plus.click()
    plus.click()
    left = phone.locator("output[data-left]")
    for _again in range(2):
        expect(line.locator("output")).to_have_text("2")
        expect(left).to_have_text("0")
        expect(plus).to_have_attribute("aria-disabled", "true")
        expect(kept).to_be_visible()
        phone.reload()
    phone.unroute("**/points")
    expect(kept).to_be_hidden()
    expect(left).to_have_text("0")
    assert served.shell(COUNTS.format(door=door)) == "[['disagree'], 2]"
