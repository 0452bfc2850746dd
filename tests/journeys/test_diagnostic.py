"""One diagnostic, lived by its people through pages and buttons: framed, listened, guarded, read again, given back.

Twenty people are met: one is clicked all the way, the nineteen others are prepared by the actions that the buttons call.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_string
from email.policy import default
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

from tests.journeys.people import Somebody, day, enter_by_code
from tests.journeys.test_every_page import ask
from tests.journeys.village import (
    ADDED,
    ADDRESS,
    CANARY,
    CODES,
    COHORT,
    INVITED,
    LISTENED,
    LISTENER,
    PANEL,
    PHRASE,
    POST,
    PROPOSED,
    QUOTE,
    QUOTED,
    READERS,
    REFUSED,
    SAID,
    SETTLE,
    VILLAGE,
)

pytestmark = pytest.mark.browser
PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Story:
    """What one part of the life leaves to the next."""

    link: str = ""
    home: str = ""
    edition: str = ""
    lived: list[str] = field(default_factory=list)
    met: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def story(served):
    served.shell(SETTLE)
    return Story()


def after(story: Story, part: str) -> None:
    assert part in story.lived, f"« {part} » was not lived to its end; the parts of this file are one story"


def sound(*people: Somebody) -> None:
    """What axe says of the page where each one is."""
    for who in people:
        assert [f"{who.page.url}: {fault}" for fault in ask(who.page)] == []


def listener_of(open_page, served, **look) -> Somebody:
    page = open_page(**look)
    enter_by_code(page, served, LISTENER)
    return Somebody(page)


def opens(who: Somebody, phrase: str = PHRASE) -> Somebody:
    """The page asked for the phrase, and goes on to what was wanted."""
    return who.fills(passphrase=phrase).presses("^Ouvrir$")


def letter_link(served, address: str, *, after: int = 0) -> str:
    served.shell(POST)
    text = message_from_string(served.wait_for_letter(address, after=after), policy=default)
    body = text.get_body(("plain",)).get_content()
    return re.search(r"/entretien/\S+", body)[0]


def test_it_is_framed_by_a_team_that_owes_nothing_to_the_village(open_page, served, story):
    employee = Somebody(open_page(), "association-employee")
    credentials(employee)
    lead = Somebody(open_page(), "cohort-lead")
    story.home = framed(lead)
    listener = listener_of(open_page, served)
    supervisor = Somebody(open_page(), "diagnosis-supervisor")
    declared(listener, supervisor)
    made_a_vault(listener)
    lead.goes(story.home).follows("^Cadrer$")
    sound(lead)
    lead.goes(story.home).presses("Valider le cadrage").reads("Tout est prêt pour inviter")
    shared_the_key(listener, supervisor, story)
    referent = Somebody(open_page(width=390), "delegation-referent")
    proposed(referent, story)
    invited(listener, served, story)
    story.lived.append("framed")


def credentials(employee: Somebody) -> None:
    employee.goes("/").enters("Parcours").follows("^Cohorte fictive$").follows("Préparer la cohorte").follows("^Vivre$")
    employee.follows("^Diagnostics$").follows("^Habilitations$")
    employee.fills(person="Nadège", role="mener").presses("Donner cette habilitation")
    employee.fills(person="Superviseur", role="superviser", experienced="on").presses("Donner cette habilitation")
    employee.reads("Nadège Écoute")
    sound(employee)


def framed(lead: Somebody) -> str:
    """The grid, the period, the panel, the team: each gap is told until there is none."""
    lead.goes("/").enters("Parcours").follows("^Cohorte fictive$").follows("Préparer la cohorte").follows(
        "^Vivre$"
    ).follows("^Diagnostics$")
    lead.follows("Trames de questions")
    if lead.page.get_by_role("button", name="Partir de la trame proposée").count():
        lead.presses("Partir de la trame proposée").follows("^Trame proposée")
        lead.presses("Convenir de cette trame")
    lead.goes(f"{COHORT}preparer/").follows("^Vivre$").follows("^Diagnostics$").presses(
        f"Ouvrir un diagnostic.*{VILLAGE}"
    )
    home = lead.page.url
    lead.follows("^Cadrer$").reads("Ce qui manque encore").follows("Modifier le cadrage")
    lead.fills(starts_on=day(0), ends_on=day(50), planned_count="20").presses("Enregistrer le cadrage")
    for category, count in (("Élu", "5"), ("Agent", "5"), ("Acteur", "5"), ("État", "5")):
        lead.follows("Ajouter au panel").fills(category=category, count=count).presses("Ajouter au panel")
    lead.follows("^Équipe$").follows("Nommer quelqu’un").fills(person="Nadège", role="diagnostique")
    lead.presses("Nommer dans l’équipe").follows("Nommer quelqu’un").fills(person="Superviseur", role="supervise")
    lead.presses("Nommer dans l’équipe").reads("premier diagnostic", "déclaration à signer")
    return home


def declared(*team: Somebody) -> None:
    for who in team:
        who.goes("/").enters("Mon établi").follows("Lire et signer").follows("Lire et signer")
        who.fills(no_authority="on", no_funding="on", secrecy="on").presses("^Signer$")


def made_a_vault(listener: Somebody) -> None:
    """A phrase, a sheet shown once and kept on paper, then the phrase again."""
    listener.goes("/").enters("Mon profil").follows("^Coffre$").follows("Faire mon coffre")
    listener.fills(passphrase=PHRASE, again=PHRASE, known="on").presses("Faire mon coffre")
    listener.reads("Imprimez ou recopiez cette fiche")
    sound(listener)
    groups = listener.page.locator("main .codes code").all_inner_texts()
    assert len(groups) == 9
    number = int(re.search(r"groupe n° (\d)", listener.page.locator("main").inner_text())[1])
    listener.fills(group=groups[number - 1]).presses("C’est imprimé ou recopié")
    opens(listener)


def shared_the_key(listener: Somebody, supervisor: Somebody, story: Story) -> None:
    listener.goes("/").enters("Mon établi").follows("Aller à l’équipe").presses("Ouvrir le coffre de ce diagnostic")
    listener.presses("Donner la clé").reads("Toute l’équipe a la clé")
    supervisor.goes(story.home).follows("^Écouter$")
    opens(supervisor, settings.DEMONSTRATION_PASSPHRASE).reads("Qui avons-nous entendu")
    sound(supervisor)


def proposed(referent: Somebody, story: Story) -> None:
    """She helps to invite: she has the page where one proposes, and no other."""
    referent.goes("/").enters("Mon établi").follows("^Proposer$")
    referent.fills(name=PROPOSED, category="Acteur", voice="rarement").presses("Proposer cette personne")
    referent.reads("Vous ne saurez ni qui a répondu", PROPOSED)
    sound(referent)
    closed(referent, story)


def closed(who: Somebody, story: Story) -> None:
    """Every room of the diagnostic but where it stands."""
    rooms = (
        "personnes/",
        "couverture/",
        "creneaux/",
        "lettres/",
        "equipe/",
        "entretiens/",
        "recherche",
        "themes",
        "restitution/",
        "restitution/garde",
        "restitution/versions",
    )
    found = {room: who.page.context.request.get(story.home + room).status for room in rooms}
    assert found == dict.fromkeys(rooms, 403)


def invited(listener: Somebody, served, story: Story) -> None:
    listener.goes(story.home).follows("^Inviter$").presses(f"Retenir.*{PROPOSED}").follows("Ajouter une personne")
    listener.fills(name=ADDED, category="Élu", function="une personne du conseil", voice="publiquement", email=ADDRESS)
    listener.presses("Ajouter à la liste")
    served.shell(PANEL)
    listener.follows("^Panel$").reads("Pas toujours les mêmes")
    sound(listener)
    listener.follows("^Créneaux$").follows("Proposer des créneaux")
    first = (datetime.now(PARIS) + timedelta(days=5)).replace(hour=9, minute=0)
    listener.fills(first=f"{first:%Y-%m-%dT%H:%M}", count="3", where="Maison du parc").presses("Proposer")
    listener.reads("3 créneaux sont libres").follows("^Lettres$").reads(VILLAGE)
    listener.follows("^Personnes$").presses("Envoyer les 20 invitations")
    story.link = letter_link(served, ADDRESS)
    listener.goes(story.home).presses("Ouvrir les entretiens").reads("Les entretiens sont en cours")


def test_person_to_be_met_chooses_on_a_phone_without_an_account(open_page, served, story):
    after(story, "framed")
    met = Somebody(open_page(width=390)).goes(story.link).reads("Ce à quoi nous nous engageons")
    sound(met)
    met.fills(quote="yes").presses("J’ai lu, et j’accepte").reads("Choisir un moment")
    met.page.locator("main input[name=slot]").first.check()
    met.presses("Prendre ce moment").reads("Votre rendez-vous est pris", "Maison du parc")
    met.presses("Annuler ce rendez-vous").reads("Votre rendez-vous est annulé")
    met.page.locator("main input[name=slot]").nth(1).check()
    met.presses("Prendre ce moment").reads("Votre rendez-vous est pris")
    with met.page.expect_download() as file:
        met.page.get_by_role("link", name="Mettre dans mon agenda").click()
    assert file.value.suggested_filename == "rendez-vous.ics"
    sound(met)
    story.lived.append("booked")


def test_what_is_said_is_noted_coded_and_guarded(open_page, served, story):
    after(story, "booked")
    page = open_page()
    page.expected("ERR_INTERNET_DISCONNECTED")
    enter_by_code(page, served, LISTENER)
    listener = Somebody(page)
    listener.goes("/").enters("Mon établi").follows(f"^{VILLAGE}$").follows("^Écouter$")
    opens(listener)
    listened(listener)
    coded(listener)
    listener.follows("^Inviter$").follows(f"L’entretien a eu lieu.*{ADDED}").reads("Son accord est déjà donné")
    listener.presses("Noter que l’entretien a eu lieu").reads("rencontrée")
    served.shell(LISTENED)
    listener.goes(story.home).presses("Clore les entretiens").reads("Les entretiens sont finis")
    drafted(listener, served)
    took_back(Somebody(open_page(width=390)), story)
    guarded(listener)
    story.lived.append("frozen")


def listened(listener: Somebody) -> None:
    """By the keyboard alone, through a cut."""
    listener.follows("Commencer un entretien").fills(contact=ADDED, function="une élue du village", mode="face")
    listener.presses("Commencer à écouter")
    area, said = listener.page.locator("textarea[name=text]"), listener.page.locator("[data-said]")
    area.press("Control+Enter")
    area.type(SAID)
    said.filter(has_text=re.compile("^Enregistré à")).wait_for()
    listener.page.context.set_offline(True)
    area.type(f" Et {CANARY}.")
    said.filter(has_text="le serveur ne répond pas").wait_for(timeout=40_000)
    listener.page.context.set_offline(False)
    said.filter(has_text=re.compile("^Enregistré à")).wait_for(timeout=40_000)
    sound(listener)


def coded(listener: Somebody) -> None:
    listener.follows("^Relire et coder$")
    notes, keyboard = listener.page.locator("[data-transcript]"), listener.page.keyboard
    notes.focus()
    assert CANARY in notes.inner_text()
    notes.press("ArrowDown")
    notes.press("ArrowDown")
    notes.press("2")
    keyboard.type("Le temps")
    keyboard.press("Enter")
    listener.page.locator("mark.code", has_text=SAID).wait_for()
    sound(listener)


def drafted(listener: Somebody, served) -> None:
    listener.follows("^Restituer$").presses("Commencer l’analyse").follows("Écrire un constat")
    listener.fills(group="Points de fragilité", theme="Le temps", text=REFUSED)
    for box in listener.page.locator("main input[name=extracts]").all():
        box.check()
    listener.presses("Écrire ce constat").follows("Écrire une recommandation")
    listener.fills(text="Se parler avant de décider.", theme="Le temps", addressee="la collectivité")
    listener.page.locator("main input[name=findings]").first.check()
    listener.presses("Écrire").follows("Écrire les limites").fills(text="Ce regard est subjectif et l’assume.")
    listener.presses("^(Écrire|Garder|Enregistrer)")
    listener.page.locator("main summary", has_text="passages qui le portent").click()
    listener.follows(f"^Citer.*{SAID[:20]}").fills(text=QUOTE).presses("Garder cette citation").reads(QUOTE)
    served.shell(QUOTED)
    sound(listener)


def took_back(met: Somebody, story: Story) -> None:
    """By the same link, after the interview: a phrase of hers is not repeated after all."""
    met.goes(story.link).reads("Merci de nous avoir reçus").fills(quote="no").presses("Changer ce choix")
    assert SAID not in met.page.content()


def guarded(listener: Somebody) -> None:
    """Each refusal says why; what is proposed is taken, what was taken back is removed, and the version is frozen."""
    listener.follows("Passer à la garde").reads("2 phrases trahiraient quelqu’un", "Un compte exact permet")
    sound(listener)
    listener.presses("Mettre « Plusieurs »").reads(
        "Une phrase trahirait quelqu’un", "n’accepte plus qu’une phrase d’elle"
    )
    listener.follows("Reprendre ce texte").presses("Retirer cette citation").follows("Passer à la garde")
    listener.reads("La garde n’a rien à redire").presses("Figer cette version").reads("Qui relit cette version")
    for number in (1, 2):
        listener.follows("Confier une relecture").fills(reviewer=f"Personne qui relit {number}")
        listener.presses("Confier la relecture")
    listener.reads("Relectures signées : 0 sur 2")


def test_two_read_again_the_number_one_hears_then_everybody(open_page, served, story):
    after(story, "frozen")
    for address in READERS:
        page = open_page()
        enter_by_code(page, served, address)
        read_again(Somebody(page))
    listener = listener_of(open_page, served)
    listener.goes("/").enters("Mon établi").follows("Noter la présentation").follows("Noter la présentation au n° 1")
    opens(listener).fills(held_on=day(0), present="Le n° 1").presses("Noter et ouvrir le texte")
    one = Somebody(open_page(width=390), "number-one")
    asked(one)
    gave_back(listener, served)
    met = (
        Somebody(open_page(width=390))
        .goes(story.link)
        .reads(f"{VILLAGE} : ce qui se dit", "on se parle peu entre voisins")
    )
    sound(met)
    read_on_a_phone(Somebody(open_page(width=390), "delegation-member"), story)
    opened_to_all(Somebody(open_page(width=390), "delegation-referent"), Somebody(open_page()), story)
    assert words_of_anybody(met.page.content()) == []
    story.lived.append("given back")


def read_again(reader: Somebody) -> None:
    reader.goes("/").enters("Mon établi").follows("^Relire$")
    opens(reader).reads("Quelqu’un pourrait-il se reconnaître", "on se parle peu entre voisins")
    sound(reader)
    assert words_of_anybody(reader.page.content()) == []
    assert reader.page.locator("main textarea[name=note]").input_value() == ""
    reader.fills(grade="1").presses("Signer ma fiche").reads("Votre fiche est signée")


def asked(one: Somebody) -> None:
    one.goes("/").enters("Mon établi").follows("^La lire$").reads("Vous la lisez avant tout le monde", "Le temps")
    sound(one)
    one.follows("Noter une demande").fills(kind="finding", text="Retirez ce constat.").presses("Noter la demande")
    one.reads("Retirez ce constat.", "L’équipe n’a pas encore répondu")


def gave_back(listener: Somebody, served) -> None:
    listener.goes("/").enters("Mon établi").follows("^Répondre$").follows("^Répondre.*Retirez ce constat")
    listener.fills(outcome="kept", answer="Plusieurs voix le disent : il reste.").presses("^Répondre$")
    listener.goes("/").enters("Mon établi").follows(f"^{VILLAGE}$").follows("^Inviter$").follows(
        "^Inviter à la restitution$"
    )
    evening = (datetime.now(PARIS) + timedelta(days=3)).replace(hour=18, minute=0)
    listener.fills(at=f"{evening:%Y-%m-%dT%H:%M}", where="Salle des fêtes").presses("Inviter les personnes rencontrées")
    served.shell(INVITED)
    listener.follows("^Restituer$").follows("^Versions et relectures$").follows("^Noter la restitution$")
    listener.fills(held_on=day(0), format="en salle", invited="19", present="12").presses("Noter la restitution")
    listener.reads("ce qui se dit à plusieurs voix")


def read_on_a_phone(member: Somebody, story: Story) -> None:
    member.goes("/").enters("Mon établi").follows(f"Espace de la délégation.*{VILLAGE}").follows("^Diagnostic$")
    member.follows("^Lire la restitution$").reads("ce qui se dit à plusieurs voix", "Se parler avant de décider.")
    sound(member)
    story.edition = member.page.url
    for kind, begins in (("PDF", b"%PDF"), ("DOCX", b"PK"), ("ODT", b"PK")):
        with member.page.expect_download() as file:
            member.page.locator("main").get_by_role("link", name=re.compile(f"^{kind}")).first.click()
        assert file.value.path().read_bytes().startswith(begins)


def opened_to_all(referent: Somebody, visitor: Somebody, story: Story) -> None:
    def answers():
        return visitor.page.context.request.get(story.edition, max_redirects=0).status

    assert answers() in (302, 404)
    referent.goes(story.edition).presses("^La rendre publique$").reads("Tout le monde peut maintenant la lire")
    assert answers() == 200
    visitor.goes("/").enters("Parcours").follows("^Cohorte fictive$").follows("^Lire les restitutions$")
    visitor.follows(f"^{VILLAGE}$").reads("ce qui se dit à plusieurs voix")
    sound(visitor)
    assert words_of_anybody(visitor.page.content()) == []


def words_of_anybody(text: str) -> list[str]:
    """What was said, who was met: none of it is on a page of those who did not listen."""
    return [word for word in (CANARY, SAID, QUOTE, "Ravenel", "Maupas", ADDRESS) if word in text]


@pytest.mark.parametrize("role", ["platform-administrator", "association-employee", "cohort-lead", "delegation-member"])
def test_those_who_administer_lead_or_belong_meet_no_word_of_anybody(role, open_page, served, story):
    after(story, "given back")
    addresses = every_address(json.loads(served.shell(CODES)))
    if not story.met:  # what could leak is there, for the one who may read it
        listener = listener_of(open_page, served)
        opens(listener.goes(story.home).follows("^Écouter$"))
        story.met = leaks(listener, addresses)
    assert {CANARY, SAID, "Ravenel", "Maupas"} <= {word for _address, word in story.met}
    somebody = Somebody(open_page(), role)

    assert leaks(somebody, addresses) == []


def leaks(who: Somebody, addresses: list[str]) -> list[tuple[str, str]]:
    get = who.page.context.request.get
    return [(address, word) for address in addresses for word in words_of_anybody(get(address).text())]


def every_address(codes: dict[str, str]) -> list[str]:
    """Of all that a diagnostic is made of, by the names of its addresses."""
    found = []
    get_resolver().url_patterns  # noqa: B018  the kinds of codes are known once the addresses are read
    for area in ("diagnostics", "interviews", "restitution"):
        for one in import_module(f"fabrique.accompaniment.{area}.urls").urlpatterns:
            known = {name: codes.get(name) for name in one.pattern.converters}
            if known and all(known.values()):
                found.append(reverse(f"{area}:{one.name}", kwargs=known))
    return found
