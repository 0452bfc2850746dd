"""From what the diagnostic recommends to a published report, and to a word taken back from it (issue 5, R423 to R575).

One micro-project of the invented village, lived through pages and buttons by all who have a part in it.
"""

import io
import re
from dataclasses import dataclass, field
from email import message_from_string
from email.policy import default

import pypdf
import pytest

from tests.journeys.people import Somebody, day

pytestmark = pytest.mark.browser

POST = "from fabrique.ground.messages import tasks; tasks.send_issues(); tasks.post_letters()"
# what the next morning's letter will say to who proposed the limit
TOLD = (
    "from fabrique.ground.messages.models import Notice\n"
    "found = Notice.objects.filter(person__email='delegation-member@demo.invalid').order_by('-pk')\n"
    "print([f'{one.subject} {one.text}' for one in found])"
)
MAKE = (
    "from fabrique.roof.reports import actions; from fabrique.roof.reports.models import Edition\n"
    "actions.make_edition(Edition.objects.get(cohort__code='fictive', state='preparing').code)"
)
COHORT = "/parcours/cohortes/fictive"
PLACE = f"{COHORT}/territoires/fictive-clairlune-sur-onde"
REPORT, WORKSHOP = f"{COHORT}/rapport/", f"{COHORT}/rapport/atelier/"
IMPROVED = f"{COHORT}/preparer/ameliorations"
TITLE, NEED = "Le lavoir rouvert", "Un regard pour ouvrir le lavoir"
SHORT = "Le lavoir rouvre au printemps, une après-midi par semaine."
QUOTED, WORDS = "lavandiere@demo.invalid", "J’y venais petite, et je tiens la clé depuis."
EFFECT = "Des familles se relaient pour tenir le lavoir ouvert."
LIMIT = "Le lavoir gèle l’hiver, et personne n’a de budget pour le chauffer."
CHANGE = "Prévoir dès le départ ce qui tiendra l’hiver"


@dataclass
class Story:
    """What one part leaves to the next."""

    project: str = ""
    mission: str = ""
    narrative: str = ""
    link: str = ""
    lived: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def story(served):
    return Story()


def after(story: Story, part: str) -> None:
    assert part in story.lived, f"« {part} » was not lived to its end; the parts of this file are one story"


def test_recommendations_are_answered_by_the_three_notes(open_page, story):
    referent, lead = Somebody(open_page(), "delegation-referent"), Somebody(open_page(), "cohort-lead")
    referent.goes(f"{PLACE}/projet").fills(title=TITLE, kind="micro").presses("Commencer ce projet")
    story.project = referent.goes(f"{PLACE}/projets/").follows(TITLE).page.url
    note(referent, story.project, "note d’intention", summary=SHORT, why="Tout le monde passe par le lavoir.")
    referent.goes(f"{story.project}recommandations")
    while referent.page.locator("main").get_by_role("link", name=re.compile("^Répondre")).count():
        referent.follows("^Répondre").fills(taken_up="later", project=TITLE, why="Le lavoir d’abord, cet été.")
        referent.presses("^Répondre$")
    referent.reads("6 avec une réponse")
    lead.goes(story.project).follows("Lire : note d’intention").presses("Accepter la note")
    note(referent, story.project, "note de cadrage", summary=SHORT, perimeter="Une salle, une pompe, un jardin.")
    note(
        referent,
        story.project,
        "note de faisabilité",
        summary=SHORT,
        means="Deux mille euros.",
        after="L’école continue.",
    )
    referent.goes(story.project).reads("acceptée", "note de faisabilité")
    story.lived.append("noted")


def note(referent: Somebody, project: str, name: str, **said: str) -> None:
    referent.goes(project).presses(f"Commencer cette note.*{name}")
    draft = referent.fills(**said).presses("Enregistrer le brouillon").page.url
    if name == "note de cadrage":  # what will be held in hand is listed from here on (R432)
        referent.goes(f"{project}livrables").fills(title="Le mode d’emploi de la pompe").presses("Lister ce livrable")
    referent.goes(draft).presses("Remettre la note")


def test_ally_is_looked_for_chosen_and_signs_then_days_are_counted(open_page, story):
    after(story, "noted")
    referent, lead = Somebody(open_page(), "delegation-referent"), Somebody(open_page(), "cohort-lead")
    ally, employee = Somebody(open_page(width=390), "accompanying-ally"), Somebody(open_page(), "association-employee")
    referent.goes(f"{PLACE}/missions/nouvelle").fills(title=NEED, need="Ouvrir sans casser.", planned_quarters="0.5")
    story.mission = referent.presses("Décrire ce besoin").page.url
    for name in ("Coopérative du Fil", "Bureau des Petits Pas"):
        lead.goes(story.mission).follows("Chercher un allié").follows(f"^Proposer {name}")
        lead.fills(competence="A déjà ouvert un lavoir.").presses("Proposer cet allié")
    lead.presses("Présenter les candidats à la délégation")
    referent.goes(story.mission).follows("Choisir cet allié : Coopérative du Fil")
    referent.fills(reason="Il nous a écoutés.").presses("Choisir cet allié")
    lead.goes(story.mission).follows("Dire qui agit pour lui").fills(person="Allié").presses("Enregistrer")
    signed(employee, referent, ally, story.mission)
    ally.goes(story.mission).follows("Déclarer un temps").fills(
        date=day(0), quarters="0.25", kind="on-site", what="Une visite"
    )
    ally.presses("Déclarer ce temps")
    referent.goes(f"{story.mission}jours").presses("Confirmer").reads("confirmé")
    story.lived.append("accompanied")


def signed(employee: Somebody, referent: Somebody, ally: Somebody, mission: str) -> None:
    """The text is frozen, then signed by the three; the letter of mission can be taken."""
    employee.goes(mission).follows("Écrire la convention").fills(
        deliverables="Une page.", reuse="Chacun.", planned_quarters="0.5"
    )
    employee.presses("Écrire ce projet").follows("La convention").presses("Figer le texte")
    for who, quality in ((referent, "Référente"), (ally, "Allié"), (employee, "Pour l’association")):
        who.goes(mission).follows("La convention").follows("Signer ce texte").fills(quality=quality).presses(
            "Signer ce texte"
        )
    employee.reads("signée")


def test_quoted_person_agrees_and_the_narrative_is_published(open_page, served, story):
    after(story, "accompanied")
    referent, visitor = Somebody(open_page(), "delegation-referent"), Somebody(open_page(width=390))
    referent.goes(f"{PLACE}/espace/recits/ecrire")
    referent.fills(title=TITLE, organisation="Atelier", told_on=day(-3), audience="tout le monde").presses(
        "Commencer ce récit"
    )
    story.narrative = referent.page.url
    referent.follows("Ajouter un passage").fills(kind="citation", text=WORDS, said_by="une habitante")
    referent.presses("Ajouter ce passage").follows("Lui faire lire sa citation").fills(email=QUOTED).presses(
        "Envoyer le lien"
    )
    story.link = letter_link(served, QUOTED)
    visitor.goes(story.link).presses("Lire ma citation").reads(WORDS).presses("D’accord, sans mon nom").reads(
        "Accord donné"
    )
    referent.goes(story.narrative).reads("par son lien").presses("^Publier$")
    visitor.goes(story.narrative).reads(WORDS, "citation, avec son accord")
    story.lived.append("told")


def letter_link(served, address: str) -> str:
    served.shell(POST)
    letter = message_from_string(served.wait_for_letter(address), policy=default)
    text = letter.get_body(("plain",)).get_content()
    assert WORDS not in text
    return re.search(r"/citations/\S+", text)[0]


def test_effect_and_limit_are_proposed_heard_and_published(open_page, story):
    after(story, "told")
    member, evaluator = Somebody(open_page(width=390), "delegation-member"), Somebody(open_page(), "embedded-evaluator")
    referent = Somebody(open_page(), "delegation-referent")
    member.goes(f"{PLACE}/effets").fills(text=EFFECT, frame="Cadre d’action", label="tour de rôle").presses(
        "Proposer cet effet"
    )
    member.goes(f"{PLACE}/limites").fills(text=LIMIT, theme="Saison", title="L’hiver au lavoir").presses(
        "Proposer cette limite"
    )
    for words in (EFFECT, LIMIT):
        within(evaluator.goes(f"{PLACE}/"), words, "Accepter")
        within(referent.goes(f"{PLACE}/"), words, "Publier")
    Somebody(open_page()).goes("/territoires/clairlune-sur-onde/").reads(EFFECT, LIMIT)
    story.lived.append("evaluated")


def within(who: Somebody, words: str, name: str) -> None:
    who.page.locator("main li", has_text=words).get_by_role("button", name=re.compile(f"^{name}")).first.click()
    who.page.wait_for_load_state()


def test_territory_refuses_then_agrees_and_the_report_is_published(open_page, served, story):
    after(story, "evaluated")
    lead, head = Somebody(open_page(), "cohort-lead"), Somebody(open_page(width=390), "number-one")
    lead.goes(WORKSHOP).presses("Passer à la rédaction")
    chapter = lead.follows("^Clairlune-sur-Onde").page.url
    lead.presses("Reprendre la rédaction").follows("Écrire : En ouverture").fills(
        text="Une année au bord de l’eau."
    ).presses("Enregistrer")
    lead.goes(WORKSHOP).presses("Demander la validation")
    lead.goes(chapter).presses("Proposer au territoire")
    head.goes(chapter).reads(EFFECT, LIMIT, WORDS).fills(answer="refuse", words="Le conseil doit en parler.").presses(
        "^Répondre$"
    )
    lead.goes(chapter).reads("refusé par le territoire")
    head.goes(chapter).fills(answer="accept").presses("^Répondre$").reads("validé")
    lead.goes(f"{WORKSHOP}publier").fills(what_changed="Le lavoir.", without_waiting="on").presses("^Publier$")
    served.shell(MAKE)
    lead.goes(WORKSHOP).reads("Édition 2")
    story.lived.append("published")


def test_word_taken_back_leaves_the_page_and_every_document(open_page, story):
    after(story, "published")
    visitor, quoted = Somebody(open_page()), Somebody(open_page(width=390))
    before = everything(visitor)
    quoted.page.expected(r"410 \(Gone\)")  # a link whose words are erased says so
    quoted.goes(story.link).presses("Relire ma citation").fills(sure="on").presses("Reprendre mon accord et effacer")

    after_it = everything(visitor)
    assert [WORDS in text for text in before] == [True] * len(before)
    assert [WORDS in text for text in after_it] == [False] * len(before)
    assert ["Un passage a été retiré le" in text for text in after_it] == [True] * len(before)
    assert WORDS not in visitor.goes(story.narrative).page.content()
    story.lived.append("withdrawn")


def everything(visitor: Somebody) -> list[str]:
    """What a visitor reads of the report: its page, its HTML file and the words of its PDF."""
    page = visitor.goes(REPORT).page
    file, pdf = (page.request.get(f"{REPORT}{name}") for name in ("html", "pdf"))
    return [flat(page.locator("main").inner_text()), flat(file.text()), flat(words_of(pdf.body()))]


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def flat(text: str) -> str:
    return " ".join(text.replace("-\n", "").split())


def test_improvement_answers_the_limit_and_who_said_it_is_told(open_page, served, story):
    after(story, "evaluated")
    lead, evaluator = Somebody(open_page(), "cohort-lead"), Somebody(open_page(), "embedded-evaluator")
    lead.goes(IMPROVED).follows("Saison et calendrier").fills(title=CHANGE)
    lead.page.get_by_label("L’hiver au lavoir").check()
    lead.presses("Décider ce changement").follows(f"Dire où elle est appliquée : {CHANGE}")
    lead.fills(applied_in="Cohorte fictive", how="Une ligne de plus dès le budget.").presses("Dire que c’est appliqué")
    evaluator.goes("/etabli/").follows("^Vérifier").fills(seen="Le budget le dit.").presses("^Vérifier")
    Somebody(open_page()).goes("/parcours/ameliorations/").reads(CHANGE, "L’hiver au lavoir")
    news = served.shell(TOLD)
    assert ("L’hiver au lavoir" in news, "Une ligne de plus dès le budget." in news) == (True, True)
