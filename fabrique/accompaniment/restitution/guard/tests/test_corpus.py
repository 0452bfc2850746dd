"""Seeded leaks (reliability 4.3): each class of rule at least four times; the machine catches every one of them."""

import pytest

from fabrique.accompaniment.restitution.guard import RULES, check
from fabrique.accompaniment.restitution.guard.tests.cases import ROSTER, VOICES, quoting, rules, stating, writing

FINDINGS = [
    ("count", "Trois élus regrettent le manque de temps."),
    ("count", "3 agents sur 20 demandent une formation."),
    ("count", "La moitié des personnes rencontrées doutent."),
    ("count", "Plus de 60 % des élus y croient."),
    ("count", "Soixante pour cent le disent."),
    ("count", "Tous les élus sont d’accord."),
    ("count", "Aucun agent ne se sent écouté."),
    ("count", "L’avis est unanime sur la mobilité."),
    ("count", "À l’unanimité, la forêt compte."),
    ("count", "Une seule personne parle du budget."),
    ("count", "L’un des agents raconte une réunion tendue."),
    ("count", "Quatre d’entre eux s’en plaignent."),
    ("count", "La plupart des agents doutent du projet."),
    ("count", "Les deux tiers des personnes attendent un signe."),
    ("count", "12/20 le pensent."),
    ("count", "Une dizaine d’élus souhaite revoir la méthode."),
    ("count", "Un élu explique que le dialogue manque."),
    ("count", "Chacun des élus le redit."),
    ("count", "Les agents disent tous la même fatigue."),
    ("count", "Deux des cinq agents entendus partent."),
    ("label", "Élu 3 insiste sur la forêt."),
    ("label", "Le manque de temps revient (E12)."),
    ("label", "Agent n° 2 le confirme."),
    ("label", "L’entretien 7 le dit bien."),
    ("label", "Interviewé B nuance."),
    ("label", "Le 12 mars, la colère était forte."),
    ("label", "Rencontre du 03/03/2026 : la fatigue domine."),
    ("label", "Pendant l’entretien de mardi, la peur est revenue."),
    ("label", "Le douze mars, on parlait de l’eau."),
    ("label", "Le dossier voice-03 le montre."),
    ("identifier", "Hélène Carrasco porte le sujet."),
    ("identifier", "On cite souvent Carrasco."),
    ("identifier", "L’avis d’helene compte beaucoup."),
    ("identifier", "Jean Pierre Saint Hilaire bloque."),
    ("identifier", "Mme Petit tient la bourse."),
    ("identifier", "Le soutien de H. C. est décisif."),
    ("identifier", "C a r r a s c o décide seule."),
    ("identifier", "Car rasco décide."),
    ("identifier", "Carr\u200basco décide."),
    ("identifier", "С\u0430rrasco décide."),
    ("identifier", "Carasco décide."),
    ("identifier", "On se réunit au Moulin des Brumes."),
    ("identifier", "Le directeur de l’office de tourisme freine."),
    ("identifier", "La chargée de mission biodiversité est isolée."),
    ("identifier", "Le syndicat mixte de la Vallée claire tarde."),
    ("identifier", "Le SMVC tarde."),
    ("identifier", "La ferme solaire des Aubiers divise."),
    ("identifier", "Le maire décide de tout."),
    ("identifier", "La mairesse décide de tout."),
    ("identifier", "La DGS tient la maison."),
    ("identifier", "À Verlhac, on se méfie."),
    ("proper-name", "Tout passe par Delphine."),
    ("proper-name", "Les gens de Montauriol se taisent."),
    ("proper-name", "M. Durand-Fabre décide."),
    ("proper-name", "Le groupe Energiva presse les élus."),
    ("proper-name", "C’est la SMICTOMIE qui bloque."),
    ("verbatim", "On nous dit : « ici personne ne se parle vraiment depuis des années »."),
]  # fmt: skip
QUOTATIONS = [
    ("gender", "Je suis arrivée ici pour la forêt."),
    ("gender", "En tant qu’élue, on me coupe la parole."),
    ("gender", "Une conseillère ne décide de rien."),
    ("gender", "Je me sens seule face aux dossiers."),
    ("gender", "J’ai été prise de court."),
    ("gender", "Ma femme tient la boutique."),
    ("gender", "Je suis fatigué de ces réunions."),
    ("gender", "La responsable du service doute, elle aussi."),
    ("verbatim", "mot " * 41),
    ("identifier", "Avec Momo, tout est simple."),
    ("identifier", "Le préfet ne vient plus."),
    ("label", "Le 4 mai 2024, on a tout perdu."),
]
FEW_WOMEN = tuple(voice for voice in VOICES if voice.category == "agent" or voice.gender == "m")


@pytest.mark.parametrize(("rule", "leak"), FINDINGS)
def test_machine_catches_leak_in_finding(rule, leak):
    assert rule in rules(stating(leak))


@pytest.mark.parametrize(("rule", "leak"), QUOTATIONS)
def test_machine_catches_leak_in_quotation(rule, leak):
    voices = [
        voice
        for voice in VOICES
        if voice.category == "elected"
        or voice.interview in ("voice-03", "voice-09", "voice-01", "voice-07", "voice-05")
    ]

    assert rule in rules(quoting(leak, interview="voice-03"), voices)


def test_corpus_holds_each_class_four_times():
    seeded = [rule for rule, _leak in FINDINGS + QUOTATIONS]

    assert len(seeded) >= 60
    assert {rule for rule in seeded if seeded.count(rule) < 4} <= {"verbatim"}


CALM = [
    "Les liens manquent entre les services, et le temps aussi.",
    "20 personnes ont été entendues dans le territoire.",
    "Une vingtaine d’entretiens ont nourri cette restitution.",
    "La commune a perdu 20 % de ses commerces.",
    "Deux écoles et une poste ont fermé.",
    "Une part des habitants se tait depuis quelques années.",
    "Plusieurs élus souhaitent une méthode commune.",
    "Il faut recruter un chef de projet.",
    "Les maires des communes voisines avancent ensemble.",
    "La route D914 coupe la vallée du Val-d’Ayre.",
    "La loi du 22 août 2021 a tout changé.",
    "L’État, la Région et le Département financent.",
    "Le PCAET et le SCoT se contredisent.",
    "On parle de sobriété, de résilience et de coopération.",
    "Le petit commerce tient grâce au marché.",
    "Une rose des vents orne la place.",
    "L’association des parents porte le sujet.",
    "La moitié de la forêt a brûlé.",
    "Un tiers-lieu ouvre ses portes.",
    "Les émissions de CO2 baissent.",
]


@pytest.mark.parametrize("text", CALM)
def test_machine_lets_pass_what_points_at_nobody(text):
    assert check(stating(text), VOICES, ROSTER) == []


def test_machine_lets_pass_a_calm_quotation():
    assert check(quoting("On avance quand on se parle."), VOICES, ROSTER) == []


def test_recommendation_may_name_whom_it_is_addressed_to():
    assert check(writing("Au maire : ouvrir le conseil aux habitants."), VOICES, ROSTER) == []


CONTROLS = {"counts": "count", "labels": "label", "names": "identifier"}


@pytest.mark.parametrize(("name", "rule"), CONTROLS.items())
def test_leak_passes_once_its_rule_is_taken_away(name, rule, monkeypatch):
    monkeypatch.delitem(RULES, name)

    assert [leak for seeded, leak in FINDINGS if seeded == rule and rule in rules(stating(leak))] == []
