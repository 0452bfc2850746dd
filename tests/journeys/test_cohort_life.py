"""A whole cohort, from the first call to the last day, by those who live it, through pages and buttons alone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_string
from email.policy import default
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.people import Somebody, day

pytestmark = pytest.mark.browser
NAME, PLACE = "Vallées d’essai", "/parcours/cohortes/vallees-d-essai"
BOARD = f"{PLACE}/preparer"
APPROACHED, TOLD, ENGAGED = 19, 12, 8
WAIVER = "Une seule personne est libre cet hiver ; la délégation se formera au printemps."
CATEGORIES = ("Élu", "Agent", "Acteur", "État")
TEAM = {"delegation-referent": "Référent·e de délégation", "delegation-member": "Membre de délégation",
        "number-one": "N° 1 de l’exécutif"}  # fmt: skip
LAST = "Évaluer, célébrer, continuer"
NEXT = "Préparer le dernier jour"
PARIS = ZoneInfo("Europe/Paris")


def test_a_cohort_lives_from_the_first_call_to_the_last_day(open_page, served):
    def somebody(role: str, **look) -> Somebody:
        return Somebody(open_page(**look), role)

    employee, administrator = somebody("association-employee"), somebody("platform-administrator")
    opened(employee, administrator)
    lead = somebody("cohort-lead")
    composed(lead)
    names = met(lead, employee)
    recruited(lead, names, administrator, lambda: somebody("number-one", width=390))
    launched(lead)
    gathered(lead, names)
    lived(lead)
    referent, member = somebody("delegation-referent"), somebody("delegation-member", width=390)
    counted(referent, lead)
    documented(lead)
    announced(lead, member)
    last_day(lead, member)
    space = (
        referent.goes(f"{PLACE}/")
        .follows(f"^{names[0]}$")
        .follows("Espace de la délégation|espace")
        .page.url.rstrip("/")
    )
    concluded(referent, lead, space)
    told(lead)
    served.shell("from fabrique.ground.messages import tasks; tasks.send_issues(); tasks.post_letters()")
    letter = message_from_string(served.wait_for_letter("delegation-member@demo.invalid"), policy=default)
    assert "Ce que les vallées ont appris" in letter["Subject"]
    seen_from_outside(Somebody(open_page(scheme="dark", language="en")), names)


def opened(employee: Somebody, administrator: Somebody) -> None:
    employee.goes("/parcours/").follows("Ouvrir une cohorte").follows("Cohorte régionale")
    employee.fills(name=NAME, season="2027-2028").presses("Ouvrir cette cohorte").reads("Il reste 5 choses à préparer")
    for person, role in (("demo-cohort-lead", "Chef·fe de projet de cohorte"),):
        administrator.goes(f"/administration/personnes/{person}/")
        administrator.fills(role=role, scope=NAME).presses("Donner ce rôle").reads(NAME)


def composed(lead: Somebody) -> None:
    lead.goes(f"{BOARD}/")
    lead.fills(
        summary="Huit vallées apprennent ensemble.", starts_on=day(-300), ends_on=day(60), interviews_target="12"
    ).presses("Enregistrer l’essentiel")
    lead.presses("Ouvrir l’appel").presses("Commencer le recrutement")
    lead.goes(f"{BOARD}/recrutement/conditions").presses("Reprendre les lignes")
    lead.reads("Réunir une délégation", "Obtenir l’appui écrit")


def met(lead: Somebody, employee: Somebody) -> list[str]:
    """Five events, then nineteen territories in view: those the alliance knows, and a new one."""
    for number in range(5):
        lead.goes(f"{BOARD}/recrutement/rencontres")
        lead.fills(title=f"Rencontre {number + 1}", held_on=day(-400 + number), territories_count="12")
        lead.presses("Noter cette rencontre")
    employee.goes("/territoires/nouveau").fills(name="Val-des-Essais", kind="commune").presses("Préparer la page")
    names = lead.goes(f"{BOARD}/recrutement/piste").options("territory")[:APPROACHED]
    for name in names:
        lead.goes(f"{BOARD}/recrutement/piste").fills(territory=name, lead_from="une rencontre")
        lead.presses("Ouvrir le dossier").reads("se demande s’il vient")
        lead.moves("Noter le premier contact")
    return names


def file_of(lead: Somebody, name: str) -> Somebody:
    return lead.goes(f"{BOARD}/recrutement/").follows(f"^{re.escape(name)}$")


def recruited(lead: Somebody, names: list[str], administrator: Somebody, number_one: Callable[[], Somebody]) -> None:
    """The funnel of Occitanie: 19 approached, 12 told, 8 engaged, one of them without its delegation, and why.

    The first number one signs on screen; of the others a signed paper is noted.
    """
    for name in names[:TOLD]:
        file_of(lead, name).moves("Noter la présentation du parcours", on=day(-350))
    for name in names[:ENGAGED]:
        file_of(lead, name).follows("Compléter la candidature")
        lead.fills(motivation="Nos vallées s’assèchent.", project_idea="Une haie partagée.").presses("Enregistrer")
        lead.moves("Déposer la candidature").moves("Retenir et réunir les prérequis")
        waived = name == names[ENGAGED - 1]
        lead.follows("Dire où elle en est : Réunir une délégation")
        lead.fills(state="levée" if waived else "réunie", reason=WAIVER if waived else "").presses("Enregistrer")
        if name == names[0]:
            named(administrator, name)
            signed(number_one(), lead.page.url)
        else:
            lead.follows("papier").fills(signer_name="Une maire", quality="maire", signed_on=day(-340)).presses("Noter")
        lead.moves("Engager le territoire", reason="Vous avez réuni ce qu’il fallait.")
        lead.reads("fait partie de la cohorte")
    for name in names[ENGAGED:TOLD]:
        file_of(lead, name).moves("Clore sans suite", reason="Le temps manque cette année ; revenez l’an prochain.")
    lead.goes(f"{BOARD}/recrutement/").reads(f"{APPROACHED}", f"{TOLD}", f"{ENGAGED}")


def named(administrator: Somebody, territory: str) -> None:
    for person, role in TEAM.items():
        administrator.goes(f"/administration/personnes/demo-{person}/")
        administrator.fills(role=role, scope=f"{territory}, {NAME}").presses("Donner ce rôle").reads(territory)


def signed(number_one: Somebody, address: str) -> None:
    number_one.goes(address).follows("Lire et signer")
    number_one.fills(quality="maire", means="Deux agents, un jour par mois", agreed="on").presses("Signer")
    number_one.reads("s’est engagée")


def launched(lead: Somebody) -> None:
    lead.goes(f"{BOARD}/").presses("Lancer la cohorte").presses("Commencer le parcours").reads("en cours")


def gathered(lead: Somebody, names: list[str]) -> None:
    """A seat of each category everywhere but in the territory that has its waiver."""
    for name in names[: ENGAGED - 1]:
        delegation_of(lead, name)
        for number, category in enumerate(CATEGORIES):
            lead.follows("Noter un siège")
            lead.fills(name=f"Personne {number + 1}", category=category, starts_on=day(-320)).presses("Noter ce siège")
    lead.goes(f"{BOARD}/delegations/").reads("ne sont pas complètes", names[ENGAGED - 1])


def delegation_of(who: Somebody, name: str) -> Somebody:
    return who.goes(f"{BOARD}/delegations/").follows(f"^{re.escape(name)}$")


def lived(lead: Somebody) -> None:
    """Three days, six webinars and four forums: all but the last day are behind, and two have their documents."""
    kinds = [("journée", 2), ("webinaire", 6), ("forum", 4)]
    for kind, how_many in kinds:
        for number in range(how_many):
            lead.goes(f"{PLACE}/seances/nouvelle")
            lead.fills(
                kind=kind, title=f"{kind.capitalize()} {number + 1}", date=day(-200 + 10 * number), mode="en visio"
            )
            lead.fills(question="Que change la sécheresse chez nous ?").presses("Poser cette séance")
            lead.presses("Annoncer").presses("Déclarer tenue")
    lead.goes(f"{BOARD}/seances").reads("12 séances au programme")


def session_page(who: Somebody, title: str) -> Somebody:
    return who.goes(f"{PLACE}/").follows(f"^{title}$")


def counted(referent: Somebody, lead: Somebody) -> None:
    """The referent says who came from her delegation; what the workshop gave is kept for the end."""
    session_page(referent, "Journée 1")
    referent.follows("Notre délégation et cette séance")
    referent.presses("Présent·e : Personne 1").presses("Absent·e : Personne 2")
    referent.follows("nos attentes").fills(text="Décider avec celles et ceux qui feront.").presses("Garder")
    session_page(lead, "Journée 1").reads("Une présence notée")


def documented(lead: Somebody) -> None:
    lead.follows("Modifier la séance").fills(recorded="on").presses("Enregistrer")
    session_page(lead, "Journée 1").fills(
        kind="captation", title="Le film du matin", url="https://example.invalid/film"
    )
    lead.presses("Verser ce document").presses("Publier les documents").reads("Le film du matin")
    lead.follows("La mallette").reads("Le film du matin")


def announced(lead: Somebody, member: Somebody) -> None:
    """A date to come: the member takes a place on a phone, the lead reads the list."""
    lead.goes(f"{PLACE}/seances/nouvelle").fills(kind="réunion", title=NEXT, date=day(10), starts_at="14:00")
    lead.fills(mode="en visio").presses("Poser cette séance").presses("Annoncer")
    session_page(member, NEXT).follows("Venir, ou mettre").presses("M’inscrire").reads("Vous avez une place")
    session_page(lead, NEXT).follows("la salle").reads("Membre de délégation")


def last_day(lead: Somebody, member: Somebody) -> None:
    """The concluding session, begun half an hour ago: present by the code of the room, answered on the way out."""
    began = datetime.now(PARIS) - timedelta(minutes=30)
    lead.goes(f"{PLACE}/seances/nouvelle").fills(kind="journée", title=LAST, date=began.date().isoformat())
    lead.fills(starts_at=f"{began:%H:%M}", mode="sur place", place="Maison du parc").presses("Poser cette séance")
    lead.presses("Annoncer").follows("la salle").presses("Montrer un code")
    code = lead.page.locator("main .lede--display").last.inner_text()
    member.goes("/agenda/presence").fills(code=code).presses("Je suis là").reads("Vous y étiez")
    member.follows("Dire en une minute").fills(useful="4", heard="4", word="À refaire.").presses("Donner ma réponse")
    session_page(lead, LAST).presses("Déclarer tenue")


def concluded(referent: Somebody, lead: Somebody, address: str) -> None:
    """Ambitions compared with those of the start, a plan for what follows, a victory on the wall."""
    referent.goes(f"{address}/ambitions/start").fills(ambition="Garder l’eau dans nos sols.").presses("Enregistrer")
    referent.goes(f"{address}/ambitions/end").reads("Garder l’eau dans nos sols.")
    referent.fills(ambition="Une haie, puis dix.", next_steps="Planter", carried_by="Le syndicat", again="oui")
    referent.presses("Enregistrer")
    referent.goes(f"{address}/victoires").fills(title="La première haie", size="petite", won_on=day(-3)).presses(
        "Mettre au mur"
    )
    lead.goes(f"{PLACE}/victoires").reads("La première haie")


def told(lead: Somebody) -> None:
    """An infolettre made of what was lived, read again, programmed."""
    lead.goes(f"{BOARD}/infolettres").fills(title="Ce que les vallées ont appris").presses("Commencer")
    lead.presses("Mettre dans la lettre : La mallette de « Journée 1").presses("Donner à relire")
    lead.presses("Programmer")


def seen_from_outside(visitor: Somebody, names: list[str]) -> None:
    """What anybody reads, in English: the territories and the path, no person, no reason of a waiver, no answer."""
    visitor.goes(f"{PLACE}/").reads("8 territories", names[0], "Journée 1")
    text = visitor.page.locator("body").inner_text()
    assert [word for word in ("Personne 1", WAIVER, "À refaire", "Une maire") if word in text] == []
    visitor.page.goto(f"{BOARD}/recrutement/")
    assert "/compte/login/" in visitor.page.url
