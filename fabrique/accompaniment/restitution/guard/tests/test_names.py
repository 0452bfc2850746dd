"""Rules 6 and 8: the detector, case by case."""

import pytest

from fabrique.accompaniment.restitution.guard import Entry, Kind, Roster, check
from fabrique.accompaniment.restitution.guard.lexicon import is_word, main
from fabrique.accompaniment.restitution.guard.roster import neutral
from fabrique.accompaniment.restitution.guard.tests.cases import ROSTER, VOICES, refused, stating, writing


def named(text, roster=ROSTER):
    return [quote for rule, quote in refused(writing(text), roster=roster) if rule == "identifier"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avec Hélène Carrasco, on avance.", ["Hélène Carrasco"]),
        ("Avec carrasco helene, on avance.", ["carrasco helene"]),
        ("Avec HélèneCarrasco, on avance.", ["HélèneCarrasco"]),
        ("Avec C4rrasco, on avance.", ["C4rrasco"]),
        ("Avec Carr-asco, on avance.", ["Carr-asco"]),
        ("Avec ca rr as co, on avance.", ["ca rr as co"]),
        ("Avec c.a.r.a.s.c.o, on avance.", ["c.a.r.a.s.c.o"]),
        ("Avec J.-P. S.-H., on avance.", ["J.-P. S.-H"]),
        ("Avec HC, on avance.", ["HC"]),
        ("On a vu Mme Petit.", ["Mme Petit"]),
        ("Petit freine.", ["Petit"]),
        ("La rose est petite.", []),
        ("Le petit marché tient, la rose aussi.", []),
        ("LE PETIT MARCHÉ", []),
        ("On a vu monsieur petit.", ["monsieur petit"]),
        ("Carr\u3164asco décide.", ["Carr\u3164asco"]),
        ("Avec rose petit, on avance.", ["rose petit"]),
        ("Avec Momo, on avance.", ["Momo"]),
        ("Avec Belkasemi, on avance.", ["Belkasemi"]),
        ("On se voit au vieux moulin, dit des Brumes.", ["moulin, dit des Brumes"]),
        ("Ici le moulin. Là les brumes.", []),
        ("Le SMVC tarde.", ["Le SMVC"]),
        ("La directrice du tourisme, à l’office, doute.", ["La directrice du tourisme, à l’office"]),
        ("L’association des parents avance.", []),
    ],
)
def test_name_is_found(text, expected):
    assert named(text) == expected


def asked(text):
    return [quote for rule, quote in refused(writing(text)) if rule == "proper-name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avec Delphine Arnaudin, on avance.", ["Delphine Arnaudin"]),
        ("Avec M. D., on avance.", ["M. D"]),
        ("Avec Q. Z., on avance.", ["Q. Z"]),
        ("Avec a b c d, on avance.", ["a b c d"]),
        ("Avec Madame Boulanger, on avance.", ["Madame Boulanger"]),
        ("Avec Claude, on avance.", ["Claude"]),
        ("Montauriol se tait.", ["Montauriol"]),
        ("IL Y A DU TEMPS", []),
        ("L’ADEME et le Val-d’Ayre avancent.", []),
        ("Le CO2 et la 5G.", []),
        ("Y a-t-il un lien ?", []),
    ],
)
def test_unknown_capital_is_asked_about(text, expected):
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On attend du maire un signe.", "On attend de l’exécutif un signe."),
        ("On le dit au maire.", "On le dit à l’exécutif."),
        ("Madame la maire doute.", "l’exécutif doute."),
        ("L’avis d’Hélène Carrasco compte.", "L’avis d’une personne compte."),
        ("Près du moulin des Brumes.", "Près d’un ancien moulin."),
        ("On va à Verlhac.", "On va à un lieu du territoire."),
        ("Verlhac se tait.", "un lieu du territoire se tait."),
        ("La ferme solaire des Aubiers divise.", "un projet local divise."),
    ],
)
def test_generalisation_is_proposed(text, expected):
    refusal = next(r for r in check(stating(text), VOICES, ROSTER) if r.rule == "identifier")

    assert refusal.mended(text) == expected


def test_maires_in_general_are_nobody():
    assert refused(stating("Les maires de la vallée se parlent.")) == []


def test_person_of_one_name_and_empty_names_are_learnt():
    assert named("Avec Zorro, on avance.", Roster((Entry("Zorro"), Entry("Mme"), Entry("")))) == ["Zorro"]


def test_short_name_needs_a_capital():
    roster = Roster((Entry("Li Wu"),))

    assert named("Avec Li, on avance.", roster) == ["Li"]
    assert named("On y est, li.", roster) == []


def test_place_of_the_territory_itself_is_public():
    roster = Roster((Entry("marché de Canteperdrix", Kind.STRUCTURE),), public=("Canteperdrix",))

    assert refused(writing("À Canteperdrix, on doute."), roster=roster) == []
    assert named("Le marché de Canteperdrix doute.", roster) == ["Le marché de Canteperdrix"]


def test_word_in_either_gender_and_number_is_one():
    assert {neutral(word) for word in ("directeur", "directrice", "directrices", "directeurs")} == {"directeur"}
    assert neutral("municipaux") == neutral("municipal")
    assert neutral("adjointe") == neutral("adjoint")


def test_lexicon_prints_what_it_lacks(tmp_path, capsys):
    (tmp_path / "text.txt").write_text("la forêt et le zirgoulet, le zirgoulet ; Zorro", "utf-8")
    main([str(tmp_path / "text.txt")])

    assert capsys.readouterr().out == "zirgoulet\n"
    assert is_word("forets")
