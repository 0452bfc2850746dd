"""An Agora, from what peers released to an answer given with two voices (R409–R412), in a browser.

What follows, resolved and kept, is at the end of the story of its debate: `test_workshop_story.py`.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import enter

pytestmark = pytest.mark.browser
ASKED = "Une seule porte où poser une question, même si la réponse vient d’ailleurs."
PEERS = "Venez au commencement des projets, pas seulement pour leur instruction."


def test_from_words_released_to_an_answer_given(open_page):
    lead, agent, second, asker = (open_page() for _ in range(4))
    for page, role in (
        (lead, "cohort-lead"),
        (agent, "delegation-referent"),
        (second, "substitute"),
        (asker, "delegation-member"),
    ):
        enter(page, role)
    address = put_side_by_side(lead)
    answered_with_two_voices(agent, second, asker, address)


def put_side_by_side(lead) -> str:
    """Words that peers released, and words said in the room."""
    lead.goto("/parcours/cohortes/fictive/agora/")
    lead.get_by_role("link", name="Agora des Confins").click()
    address = lead.url
    expect(lead.get_by_text(PEERS).first).to_be_attached()
    lead.get_by_role("link", name="Rapprocher des paroles").click()
    lead.get_by_label("Ce que ces paroles disent ensemble").fill("Savoir à qui parler")
    for words in (PEERS, ASKED):
        lead.get_by_label(words).press("Space")
    lead.get_by_role("button", name="Créer la convergence").press("Enter")
    expect(lead.get_by_role("heading", name="Savoir à qui parler")).to_be_visible()
    return address


def answered_with_two_voices(agent, second, asker, address):
    """By those who are asked; read by those who ask once it is given, and not before."""
    agent.goto(f"{address}attentes/socio-economic/agent")
    agent.get_by_role("link", name="Ouvrir cette demande").click()
    demand = agent.url
    agent.get_by_role("link", name="Répondre au nom de la catégorie").click()
    agent.get_by_label("oui, en partie").check()
    agent.get_by_label("Avec vos mots").fill("Un matin par semaine pour commencer.")
    agent.get_by_role("button", name="Proposer cette réponse").click()
    asker.goto(demand)
    assert asker.get_by_text("Un matin par semaine").count() == 0
    second.goto(demand)
    second.get_by_role("button", name="Donner cette réponse").click()
    asker.reload()
    expect(asker.get_by_text("Un matin par semaine pour commencer.")).to_be_visible()
